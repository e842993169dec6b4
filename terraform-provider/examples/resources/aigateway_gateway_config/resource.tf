# The account's one configuration. What is left out has its default; destroying this brings all defaults back.
resource "aigateway_gateway_config" "this" {
  total_timeout       = "90s"
  per_request_timeout = "30s"
  max_output_tokens   = 8192
}
