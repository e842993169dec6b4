variable "openai_key" {
  type      = string
  ephemeral = true
}

# The secret is in neither plan nor state. To rotate it, give the new one and another version.
resource "aigateway_provider_key" "openai" {
  provider_id      = "openai"
  name             = "main"
  value_wo         = var.openai_key
  value_wo_version = "1"
}
