data "aigateway_gateway_config" "this" {}

output "account_id" {
  value = data.aigateway_gateway_config.this.account_id
}
