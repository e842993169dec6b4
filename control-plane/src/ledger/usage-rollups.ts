import type { Knex } from "knex";
import { DAY_MS, HOUR_MS } from "../clock.ts";
import { inBatches } from "../database.ts";
import type { UsageRow } from "./usage-event.ts";

/** What usage can be grouped by, and the group that an event belongs to. Events without a lineage are the group "". */
export const DIMENSIONS = {
  provider: { of: (event: RolledUp) => event.provider, sql: "provider" },
  accessKey: { of: (event: RolledUp) => event.access_key_id, sql: "access_key_id" },
  lineage: { of: (event: RolledUp) => event.lineage ?? "", sql: "coalesce(lineage, '')" },
} as const;

export type Dimension = keyof typeof DIMENSIONS;

/** The columns of an event that rollups are made of. */
export const ROLLED_UP = [
  "account_id",
  "event_time",
  "provider",
  "access_key_id",
  "lineage",
  "cost_nanos",
  "is_final_attempt",
  "is_error",
] as const satisfies readonly (keyof UsageRow)[];
export type RolledUp = Pick<UsageRow, (typeof ROLLED_UP)[number]>;

export interface RollupRow {
  account_id: string;
  dimension: Dimension;
  /** Milliseconds: an hour or a day. */
  period_length: number;
  period_start: number;
  group_key: string;
  /** Of all attempts. */
  cost_nanos: number;
  /** Of final attempts only, as the contract counts them. */
  requests: number;
  errors: number;
}

/** Adds new events to the sums of their hours and days. */
export async function addToRollups(
  transaction: Knex.Transaction,
  events: readonly RolledUp[],
): Promise<void> {
  for (const rows of inBatches(sums(events))) {
    await transaction("usage_rollups")
      .insert(rows)
      .onConflict(["account_id", "dimension", "period_length", "period_start", "group_key"])
      .merge({
        cost_nanos: transaction.raw("usage_rollups.cost_nanos + excluded.cost_nanos"),
        requests: transaction.raw("usage_rollups.requests + excluded.requests"),
        errors: transaction.raw("usage_rollups.errors + excluded.errors"),
      });
  }
}

function sums(events: readonly RolledUp[]): RollupRow[] {
  const rows = new Map<string, RollupRow>();
  for (const event of events) {
    for (const dimension of Object.keys(DIMENSIONS) as Dimension[]) {
      for (const period_length of [HOUR_MS, DAY_MS]) {
        const period_start = event.event_time - (event.event_time % period_length);
        const group_key = DIMENSIONS[dimension].of(event);
        const key = [event.account_id, dimension, period_length, period_start, group_key].join("\n");
        const row = rows.get(key) ?? {
          account_id: event.account_id,
          dimension,
          period_length,
          period_start,
          group_key,
          cost_nanos: 0,
          requests: 0,
          errors: 0,
        };
        row.cost_nanos += event.cost_nanos;
        if (event.is_final_attempt) row.requests++;
        if (event.is_final_attempt && event.is_error) row.errors++;
        rows.set(key, row);
      }
    }
  }
  // Always in the same order, so that two processes don't wait for each other's rows.
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
