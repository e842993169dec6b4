data "aigateway_access_key_configuration" "shared" {
  name = "shared"
}

data "aigateway_provider_key" "openai" {
  name = "openai"
}

# Fails where the key is not attached.
data "aigateway_provider_key_attachment" "openai" {
  access_key_configuration_id = data.aigateway_access_key_configuration.shared.id
  provider_id                 = "openai"
  provider_key_id             = data.aigateway_provider_key.openai.id
}

output "priority" {
  value = data.aigateway_provider_key_attachment.openai.priority
}
