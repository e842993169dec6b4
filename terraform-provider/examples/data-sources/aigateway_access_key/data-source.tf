# A key that another workspace manages. Its token is known there alone.
data "aigateway_access_key" "web" {
  name = "web"
}

# Reported by every plan and apply, without failing it.
check "web_key_is_in_use" {
  assert {
    condition     = data.aigateway_access_key.web.last_used != null
    error_message = "Nobody has used the access key ${data.aigateway_access_key.web.id} yet."
  }
}
