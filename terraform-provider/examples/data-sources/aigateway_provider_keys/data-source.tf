data "aigateway_provider_keys" "openai" {
  provider_id = "openai"
}

# All keys that are stored for a provider, tried from the oldest on.
resource "aigateway_access_key_configuration" "all_keys" {
  name = "all-keys"
  router = {
    rules = [{
      provider = "openai"
      steps = [{
        type             = "user"
        provider_key_ids = data.aigateway_provider_keys.openai.provider_keys[*].id
      }]
    }]
  }
}
