data "aigateway_providers" "all" {}

output "base_urls" {
  value = { for provider in data.aigateway_providers.all.providers : provider.provider_id => provider.base_url }
}
