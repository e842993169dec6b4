variable "openai_keys" {
  type      = object({ main = string, spare = string })
  sensitive = true
}

# The platform team's. Its router is not set in code, so that others can attach their keys.
resource "aigateway_access_key_configuration" "shared" {
  name   = "shared"
  access = { providers = { allow = ["openai"] } }
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

# Another team may do this in a workspace of its own. The main key is tried first.
resource "aigateway_provider_key_attachment" "main" {
  access_key_configuration_id = aigateway_access_key_configuration.shared.id
  provider_id                 = "openai"
  provider_key_id             = aigateway_provider_key.main.id
  priority                    = 10

  lifecycle {
    create_before_destroy = true
  }
}

resource "aigateway_provider_key_attachment" "spare" {
  access_key_configuration_id = aigateway_access_key_configuration.shared.id
  provider_id                 = "openai"
  provider_key_id             = aigateway_provider_key.spare.id
  priority                    = 20

  lifecycle {
    create_before_destroy = true
  }
}
