import type { Knex } from "knex";
import type { Migration } from "../src/migrate.ts";

/**
 * Credits are spent grant by grant, the oldest first, so that a grant that expires takes only its unspent rest along.
 * What was used is kept by calendar month as well, with what of it credits have paid.
 */
export const creditsByGrant: Migration = {
  version: 2,
  name: "credits by grant",
  async up(transaction) {
    await transaction.schema.alterTable("credit_grants", (table) => {
      table.bigInteger("remaining_nanos").notNullable().defaultTo(0);
      // The payment that it came from; a payment is granted once, however often it is reported.
      table.text("stripe_session_id").unique();
    });
    await transaction.schema.createTable("billing_periods", (table) => {
      table.text("account_id").notNullable().references("accounts.id");
      table.bigInteger("period_start").notNullable();
      table.bigInteger("total_nanos").notNullable();
      table.bigInteger("applied_nanos").notNullable();
      table.primary(["account_id", "period_start"]);
    });
    await transaction.schema.createTable("stripe_events", (table) => {
      table.text("id").primary();
      table.bigInteger("received_at").notNullable();
    });
    for (const account of await transaction("accounts").select("id", "spent_nanos")) {
      await distribute(transaction, account.id, account.spent_nanos);
    }
  },
};

/** No grant of the release before expires. What was spent so far, taken off the oldest grants and put into the months in which it was used. */
async function distribute(transaction: Knex.Transaction, accountId: string, spent: number): Promise<void> {
  let unpaid = spent;
  const grants = await transaction("credit_grants").where({ account_id: accountId }).orderBy("id");
  for (const { id, amount_nanos } of grants) {
    const paid = Math.min(unpaid, amount_nanos);
    unpaid -= paid;
    await transaction("credit_grants")
      .where({ id })
      .update({ remaining_nanos: amount_nanos - paid });
  }
  let applied = spent - unpaid;
  for (const [periodStart, total] of await costByMonth(transaction, accountId)) {
    if (total === 0) continue;
    const paid = Math.min(applied, total);
    applied -= paid;
    await transaction("billing_periods").insert({
      account_id: accountId,
      period_start: periodStart,
      total_nanos: total,
      applied_nanos: paid,
    });
  }
}

async function costByMonth(transaction: Knex.Transaction, accountId: string): Promise<Map<number, number>> {
  const dayMs = 86_400_000;
  const day = transaction.raw("event_time - event_time % ?", [dayMs]);
  const days: { day: number; cost: number | string }[] = await transaction
    .from(
      transaction("usage_events").where({ account_id: accountId }).select({ day }, "cost_nanos").as("events"),
    )
    .select("day")
    .sum({ cost: "cost_nanos" })
    .groupBy("day")
    .orderBy("day");
  const months = new Map<number, number>();
  for (const { day, cost } of days) {
    const date = new Date(day);
    const month = Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
    months.set(month, (months.get(month) ?? 0) + Number(cost));
  }
  return months;
}
