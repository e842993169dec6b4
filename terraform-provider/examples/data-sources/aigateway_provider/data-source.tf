# By the id that stands in model names; id or name would do, too.
data "aigateway_provider" "sim" {
  provider_id = "sim"
}

resource "aigateway_access_key_configuration" "sim_only" {
  name   = "sim-only"
  access = { providers = { allow = [data.aigateway_provider.sim.provider_id] } }
}
