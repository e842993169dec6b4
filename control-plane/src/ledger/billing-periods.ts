import type { Knex } from "knex";

/** What an account used in one calendar month (UTC), and how much of it credits have paid. */
export interface BillingPeriodRow {
  account_id: string;
  /** The month's first moment. */
  period_start: number;
  total_nanos: number;
  applied_nanos: number;
}

/** Adds to what was used in a month. */
export async function addToPeriod(transaction: Knex.Transaction, period: BillingPeriodRow): Promise<void> {
  await transaction("billing_periods")
    .insert(period)
    .onConflict(["account_id", "period_start"])
    .merge({
      total_nanos: transaction.raw("billing_periods.total_nanos + excluded.total_nanos"),
      applied_nanos: transaction.raw("billing_periods.applied_nanos + excluded.applied_nanos"),
    });
}

/** Pays what is owed for past use, the oldest month first, with at most this amount; gives what it took. */
export async function payPeriods(
  transaction: Knex.Transaction,
  accountId: string,
  amountNanos: number,
): Promise<number> {
  const owing: BillingPeriodRow[] = await transaction("billing_periods")
    .where({ account_id: accountId })
    .whereRaw("applied_nanos < total_nanos")
    .orderBy("period_start");
  let left = amountNanos;
  for (const { period_start, total_nanos, applied_nanos } of owing) {
    const paid = Math.min(left, total_nanos - applied_nanos);
    left -= paid;
    await transaction("billing_periods")
      .where({ account_id: accountId, period_start })
      .increment("applied_nanos", paid);
  }
  return amountNanos - left;
}
