import { type Database, inTransaction } from "../database.ts";
import { addSpending } from "./add-spending.ts";
import { drawCredits } from "./draw-credits.ts";
import { insertEvents } from "./insert-events.ts";
import { takeOffLease } from "./lease-store.ts";
import type { UsageEvent } from "./usage-event.ts";
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
    const inserted = groupByAccount(await insertEvents(transaction, events));
    // Always in the same order, so that two processes don't wait for each other's rows.
    const byAccount = [...groupByAccount(events)].sort(([a], [b]) => (a < b ? -1 : 1));
    for (const [accountId, all] of byAccount) {
      const added = inserted.get(accountId) ?? [];
      await addSpending(transaction, accountId, costOf(added));
      await drawCredits(transaction, accountId, added, now);
      await addToRollups(transaction, added);
      const spent = costOf(all);
      if (holder && spent > 0) await takeOffLease(transaction, { holder, accountId }, spent);
    }
  });
}

function groupByAccount(events: readonly UsageEvent[]): Map<string, UsageEvent[]> {
  const groups = new Map<string, UsageEvent[]>();
  for (const event of events) {
    const group = groups.get(event.accountId);
    if (group) group.push(event);
    else groups.set(event.accountId, [event]);
  }
  return groups;
}

function costOf(events: readonly UsageEvent[]): number {
  return events.reduce((total, { costNanos }) => total + costNanos, 0);
}
