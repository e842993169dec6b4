import type { Database } from "../database.ts";
import type { BillingPeriodRow } from "../ledger/billing-periods.ts";
import type { CreditGrantRow } from "../ledger/grant-credits.ts";

export interface CreditStore {
  grants(accountId: string): Promise<CreditGrantRow[]>;
  periods(accountId: string): Promise<BillingPeriodRow[]>;
}

export function createCreditStore(db: Database): CreditStore {
  return {
    grants: (accountId) => db("credit_grants").where({ account_id: accountId }).orderBy("id", "desc"),
    periods: (accountId) =>
      db("billing_periods").where({ account_id: accountId }).orderBy("period_start", "desc"),
  };
}
