# For a program that manages the gateway too. To rotate it, replace it: the old key is deleted after the new one is in place.
resource "aigateway_api_key" "billing" {
  name        = "billing"
  description = "Reads usage for the monthly report"
  metadata    = jsonencode({ team = "finance" })

  lifecycle {
    create_before_destroy = true
  }
}

output "token" {
  value     = aigateway_api_key.billing.token
  sensitive = true
}
