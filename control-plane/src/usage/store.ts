import type { Database } from "../database.ts";
import type { UsageRow } from "../ledger/usage-event.ts";

export interface UsageFilter {
  /** Milliseconds since the epoch: from `start`, before `end`. */
  start: number;
  end: number;
  accessKeyId?: string | undefined;
  lineage?: string | undefined;
  includeRetries: boolean;
  /** Only events older than this one. */
  before?: { eventTime: number; id: string } | undefined;
  limit: number;
}

export interface UsageStore {
  /** Newest first, one row more than the limit if there is a next page. */
  page(accountId: string, filter: UsageFilter): Promise<UsageRow[]>;
}

export function createUsageStore(db: Database): UsageStore {
  return {
    page(accountId, { start, end, accessKeyId, lineage, includeRetries, before, limit }) {
      const query = db("usage_events")
        .where({ account_id: accountId })
        .where("event_time", ">=", start)
        .where("event_time", "<", end)
        .orderBy([
          { column: "event_time", order: "desc" },
          { column: "id", order: "desc" },
        ])
        .limit(limit + 1);
      if (accessKeyId !== undefined) query.where({ access_key_id: accessKeyId });
      if (lineage !== undefined) query.where({ lineage });
      if (!includeRetries) query.where({ is_final_attempt: true });
      if (before) query.whereRaw("(event_time, id) < (?, ?)", [before.eventTime, before.id]);
      return query;
    },
  };
}
