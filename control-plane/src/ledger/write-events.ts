import { type Database, inTransaction } from "../database.ts";
import { addSpending } from "./add-spending.ts";
import { drawCredits } from "./draw-credits.ts";
import { insertEvents } from "./insert-events.ts";
import { takeOffLease } from "./lease-store.ts";
import type { UsageEvent, UsageRow } from "./usage-event.ts";
import { addToRollups } from "./usage-rollups.ts";

export interface WriteOptions {
  /** Decides which grants have expired. */
  now: number;
  /** Whose leases the events were spent from; undefined: of a process that is gone. */
  holder: string | undefined;
}

/**
 * Inserts events, and for those that were not there yet takes their cost off their accounts' credits and adds them to
 * the rollups, in one transaction.
 */
export async function writeEvents(
  db: Database,
  events: readonly UsageEvent[],
  { now, holder }: WriteOptions,
): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const inserted = groupBy(await insertEvents(transaction, events), (row) => row.account_id);
    // Always in the same order, so that two processes don't wait for each other's rows.
    const byAccount = [...groupBy(events, (event) => event.accountId)].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [accountId, all] of byAccount) {
      const rows: UsageRow[] = inserted.get(accountId) ?? [];
      await addSpending(transaction, accountId, sum(rows.map(({ cost_nanos }) => cost_nanos)));
      await drawCredits(transaction, accountId, rows, now);
      await addToRollups(transaction, rows);
      const spent = sum(all.map(({ costNanos }) => costNanos));
      if (holder && spent > 0) await takeOffLease(transaction, { holder, accountId }, spent);
    }
  });
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
