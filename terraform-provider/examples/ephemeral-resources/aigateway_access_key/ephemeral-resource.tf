resource "aigateway_access_key_configuration" "checks" {
  name   = "checks"
  access = { providers = { allow = ["openai"] } }
}

# A key for the time of the run, which neither plan nor state ever hold.
ephemeral "aigateway_access_key" "check" {
  name                        = "check after deployment"
  access_key_configuration_id = aigateway_access_key_configuration.checks.id
  lineage                     = "checks"
  ttl                         = "10m"
}

# Asks the gateway with it whether the configuration does what it should.
resource "terraform_data" "check" {
  triggers_replace = aigateway_access_key_configuration.checks.updated_at

  provisioner "local-exec" {
    command = "curl --fail --silent --show-error --header \"Authorization: Bearer $TOKEN\" \"$AIGATEWAY_BASE_URL/v1/models\""
    environment = {
      TOKEN = ephemeral.aigateway_access_key.check.token
    }
  }
}
