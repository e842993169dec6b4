# The platform team's configuration, which this team's key obeys.
data "aigateway_access_key_configuration" "shared" {
  name = "shared"
}

resource "aigateway_access_key" "batch" {
  name                        = "batch"
  access_key_configuration_id = data.aigateway_access_key_configuration.shared.id
}
