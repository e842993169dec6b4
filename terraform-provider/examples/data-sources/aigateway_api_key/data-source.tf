data "aigateway_api_key" "billing" {
  name = "billing"
}

output "billing_key" {
  value = "${data.aigateway_api_key.billing.key_redacted}, created at ${data.aigateway_api_key.billing.created_at}"
}
