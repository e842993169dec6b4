data "aigateway_access_key_configurations" "all" {}

# Configurations that let keys reach any provider.
output "unrestricted" {
  value = [
    for configuration in data.aigateway_access_key_configurations.all.access_key_configurations :
    configuration.name if try(configuration.access.providers.allow, null) == null
  ]
}
