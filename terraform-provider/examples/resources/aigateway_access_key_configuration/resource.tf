variable "openai_keys" {
  type      = object({ main = string, spare = string })
  sensitive = true
}

resource "aigateway_provider_key" "main" {
  provider_id = "openai"
  name        = "main"
  value       = var.openai_keys.main
}

resource "aigateway_provider_key" "spare" {
  provider_id = "openai"
  name        = "spare"
  value       = var.openai_keys.spare
}

# Two models of one provider. Our own keys are tried first, in this order, then the gateway operator's.
resource "aigateway_access_key_configuration" "prod" {
  name        = "prod"
  description = "What production may use"

  access = {
    providers = { allow = ["openai"] }
    models    = { allow = ["openai/gpt-4o", "openai/gpt-4o-mini"] }
  }

  router = {
    rules = [{
      provider = "openai"
      steps = [
        {
          type             = "user"
          provider_key_ids = [aigateway_provider_key.main.id, aigateway_provider_key.spare.id]
        },
        { type = "ngrok" },
      ]
    }]
  }
}
