import { type Database, inBatches, inTransaction } from "../database.ts";
import { addSpending } from "./add-spending.ts";
import { drawCredits } from "./draw-credits.ts";
import { toUsageRow, type UsageEvent } from "./usage-event.ts";
import { addToRollups, ROLLED_UP, type RolledUp } from "./usage-rollups.ts";

/**
 * Inserts events, and for those that were not there yet takes their cost off their accounts' credits and adds them to
 * the rollups, in one transaction. `now` decides which grants have expired.
 */
export async function writeEvents(db: Database, events: readonly UsageEvent[], now: number): Promise<void> {
  await inTransaction(db, async (transaction) => {
    const inserted: RolledUp[] = [];
    for (const rows of inBatches(events.map(toUsageRow))) {
      inserted.push(
        ...(await transaction("usage_events").insert(rows).onConflict("id").ignore().returning(ROLLED_UP)),
      );
    }
    const byAccount = new Map<string, RolledUp[]>();
    for (const event of inserted) {
      byAccount.set(event.account_id, [...(byAccount.get(event.account_id) ?? []), event]);
    }
    // Always in the same order, so that two processes don't wait for each other's rows.
    for (const [id, ofAccount] of [...byAccount].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const spent = ofAccount.reduce((sum, { cost_nanos }) => sum + cost_nanos, 0);
      await addSpending(transaction, id, spent);
      await drawCredits(transaction, id, ofAccount, now);
      await addToRollups(transaction, ofAccount);
    }
  });
}
