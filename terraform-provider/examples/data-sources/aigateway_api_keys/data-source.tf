data "aigateway_api_keys" "all" {}

# Keys that nobody has used so far.
output "unused_api_keys" {
  value = [for key in data.aigateway_api_keys.all.api_keys : key.id if key.last_used == null]
}
