# What one client has used, over all rotations of its key.
data "aigateway_usage" "web" {
  start_time = "2026-01-01T00:00:00Z"
  end_time   = "2026-02-01T00:00:00Z"
  lineage    = "web"
}

output "cost_of_web_in_january" {
  value = data.aigateway_usage.web.totals.cost
}

# Of the last day, with the newest events. plantimestamp() is known in the plan, timestamp() is not.
data "aigateway_usage" "last_day" {
  start_time = timeadd(plantimestamp(), "-24h")
  max_events = 10
}

check "few_errors" {
  assert {
    condition     = data.aigateway_usage.last_day.totals.errors <= data.aigateway_usage.last_day.totals.requests / 10
    error_message = "More than a tenth of the last day's requests failed."
  }
}
