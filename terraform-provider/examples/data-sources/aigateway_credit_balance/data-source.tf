data "aigateway_credit_balance" "this" {}

# Reported by every plan and apply, without failing it.
check "credits" {
  assert {
    condition     = data.aigateway_credit_balance.this.balance_cents >= 100
    error_message = "Less than a dollar of credits is left: ${data.aigateway_credit_balance.this.balance_cents} cents."
  }
}
