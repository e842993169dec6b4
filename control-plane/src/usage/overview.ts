import type { Knex } from "knex";
import { DAY_MS } from "../clock.ts";
import type { Database } from "../database.ts";
import { Invalid } from "../errors.ts";
import { DIMENSIONS, type Dimension } from "../ledger/usage-rollups.ts";
import { type Segment, splitRange } from "./split-range.ts";

export interface UsageSums {
  costNanos: number;
  requests: number;
  errors: number;
}

/** The usage of one group on one day. */
export interface Bucket extends UsageSums {
  /** The day's first moment (UTC). */
  dayStart: number;
  groupKey: string;
}

export interface OverviewFilter {
  /** Milliseconds since the epoch: from `start`, before `end`. */
  start: number;
  end: number;
  groupBy: Dimension;
}

/** More days and groups than this are too many for one answer. */
const MAX_BUCKETS = 50_000;

/** An account's usage by day and group, exact to the millisecond at both ends. Days and groups without usage are left out.
 * Throws `Invalid` when there are more than 50,000 of them. */
export async function readOverview(
  db: Database,
  accountId: string,
  { start, end, groupBy }: OverviewFilter,
): Promise<Bucket[]> {
  const buckets = new Map<string, Bucket>();
  for (const segment of splitRange(start, end)) {
    const read = segment.periodLength === undefined ? sumEvents : sumRollups;
    const rows = await read(db, accountId, segment, groupBy).limit(MAX_BUCKETS + 1);
    if (rows.length > MAX_BUCKETS) throw tooManyBuckets();
    for (const row of rows) {
      const key = `${row.day} ${row.groupKey}`;
      const bucket = buckets.get(key) ?? {
        dayStart: Number(row.day),
        groupKey: row.groupKey,
        costNanos: 0,
        requests: 0,
        errors: 0,
      };
      bucket.costNanos += Number(row.cost);
      bucket.requests += Number(row.requests);
      bucket.errors += Number(row.errors);
      buckets.set(key, bucket);
    }
  }
  return [...buckets.values()].sort((a, b) => a.dayStart - b.dayStart || (a.groupKey < b.groupKey ? -1 : 1));
}

/** Sums and whole numbers come as texts from PostgreSQL. */
type SumRow = Record<"day" | "cost" | "requests" | "errors", number | string> & { groupKey: string };

function sumRollups(
  db: Database,
  accountId: string,
  { start, end, periodLength }: Segment,
  dimension: Dimension,
): Knex.QueryBuilder<object, SumRow[]> {
  return db("usage_rollups")
    .where({ account_id: accountId, dimension, period_length: periodLength })
    .where("period_start", ">=", start)
    .where("period_start", "<", end)
    .select({ day: dayOf(db, "period_start"), groupKey: "group_key" })
    .sum({ cost: "cost_nanos", requests: "requests", errors: "errors" })
    .groupBy("day", "group_key");
}

function sumEvents(
  db: Database,
  accountId: string,
  { start, end }: Segment,
  dimension: Dimension,
): Knex.QueryBuilder<object, SumRow[]> {
  return db("usage_events")
    .where({ account_id: accountId })
    .where("event_time", ">=", start)
    .where("event_time", "<", end)
    .select({
      day: dayOf(db, "event_time"),
      groupKey: db.raw(DIMENSIONS[dimension].sql),
      requests: db.raw("SUM(CASE WHEN is_final_attempt THEN 1 ELSE 0 END)"),
      errors: db.raw("SUM(CASE WHEN is_final_attempt AND is_error THEN 1 ELSE 0 END)"),
    })
    .sum({ cost: "cost_nanos" })
    .groupBy("day", "groupKey");
}

function tooManyBuckets(): Invalid {
  return new Invalid({
    startTime: `The range has more than ${MAX_BUCKETS} days and groups with usage; ask for a shorter one.`,
  });
}

function dayOf(db: Database, column: string) {
  return db.raw(`${column} - ${column} % ${DAY_MS}`);
}
