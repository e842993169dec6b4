# All keys of one client: while its key is rotated, the old one and the new one.
data "aigateway_access_keys" "web" {
  lineage = "web"
}

output "web_keys" {
  value = { for key in data.aigateway_access_keys.web.access_keys : key.id => key.expires_at }
}
