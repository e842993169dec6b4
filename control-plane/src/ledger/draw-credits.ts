import type { Knex } from "knex";
import { startOfMonth } from "../clock.ts";
import { addToPeriod } from "./billing-periods.ts";
import type { UsageEvent } from "./usage-event.ts";

/**
 * Takes what an account's new events cost off its grants, the oldest first; what no grant covers is owed. The account's
 * row must be locked.
 */
export async function drawCredits(
  transaction: Knex.Transaction,
  accountId: string,
  events: readonly Pick<UsageEvent, "eventTime" | "costNanos">[],
  now: number,
): Promise<void> {
  const costs = new Map<number, number>();
  for (const { eventTime, costNanos } of events) {
    if (costNanos === 0) continue;
    const month = startOfMonth(eventTime);
    costs.set(month, (costs.get(month) ?? 0) + costNanos);
  }
  for (const [period_start, cost] of [...costs].sort(([a], [b]) => a - b)) {
    const drawn = await draw(transaction, accountId, cost, now);
    await addToPeriod(transaction, {
      account_id: accountId,
      period_start,
      total_nanos: cost,
      applied_nanos: drawn,
    });
  }
}

async function draw(
  transaction: Knex.Transaction,
  accountId: string,
  cost: number,
  now: number,
): Promise<number> {
  const grants: { id: string; remaining_nanos: number }[] = await transaction("credit_grants")
    .where({ account_id: accountId })
    .where("remaining_nanos", ">", 0)
    .where((unexpired) => unexpired.whereNull("expires_at").orWhere("expires_at", ">", now))
    .orderBy("id")
    .select("id", "remaining_nanos");
  let left = cost;
  for (const { id, remaining_nanos } of grants) {
    if (left === 0) break;
    const taken = Math.min(left, remaining_nanos);
    left -= taken;
    await transaction("credit_grants").where({ id }).decrement("remaining_nanos", taken);
  }
  return cost - left;
}
