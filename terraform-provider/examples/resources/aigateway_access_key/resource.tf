resource "aigateway_access_key_configuration" "web" {
  name   = "web"
  access = { providers = { allow = ["openai"] } }
}

# A new release gets a new key. The old one is deleted only after everything that uses the token has the new one.
resource "aigateway_access_key" "web" {
  name                        = "web"
  access_key_configuration_id = aigateway_access_key_configuration.web.id
  keepers                     = { release = "42" }
  lineage                     = "web"

  lifecycle {
    create_before_destroy = true
  }
}

# A new key every thirty days, if Terraform runs daily. Clients that pick up their token once a day have a second day for
# it: the old key expires two days after the new one was made.
resource "aigateway_access_key" "nightly" {
  name         = "nightly"
  rotate_after = "720h"
  overlap      = "48h"
  lineage      = "nightly"

  lifecycle {
    create_before_destroy = true
  }
}

# A key that ends by itself, and that may reach everything.
resource "aigateway_access_key" "experiment" {
  name       = "experiment"
  expires_at = "2040-01-31T12:00:00Z"
}

output "token" {
  value     = aigateway_access_key.web.token
  sensitive = true
}
