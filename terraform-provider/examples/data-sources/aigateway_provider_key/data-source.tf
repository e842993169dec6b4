# A key that somebody has stored with its secret, which is then in no Terraform code or state.
data "aigateway_provider_key" "openai" {
  name = "openai"
}

resource "aigateway_access_key_configuration" "chat" {
  name   = "chat"
  access = { providers = { allow = ["openai"] } }
  router = {
    rules = [{
      provider = "openai"
      steps    = [{ type = "user", provider_key_ids = [data.aigateway_provider_key.openai.id] }]
    }]
  }
}
