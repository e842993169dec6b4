import type { Knex } from "knex";
import { DAY_MS, HOUR_MS } from "../clock.ts";
import { inBatches } from "../database.ts";
import type { UsageEvent } from "./usage-event.ts";

/** What usage can be grouped by, and the group that an event belongs to. Events without a lineage are the group "". */
export const DIMENSIONS = {
  provider: { of: (event: UsageEvent) => event.provider, sql: "provider" },
  accessKey: { of: (event: UsageEvent) => event.accessKeyId, sql: "access_key_id" },
  lineage: { of: (event: UsageEvent) => event.lineage ?? "", sql: "coalesce(lineage, '')" },
} as const;

export type Dimension = keyof typeof DIMENSIONS;

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
  events: readonly UsageEvent[],
): Promise<void> {
  for (const rows of inBatches(rollups(alike(events)))) {
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

interface Alike {
  /** One of them; they differ in nothing that usage is grouped by. */
  event: UsageEvent;
  cost_nanos: number;
  requests: number;
  errors: number;
}

/** Of thousands of events of one batch, a few kinds are left. */
function alike(events: readonly UsageEvent[]): Iterable<Alike> {
  const kinds = new Map<string, Alike>();
  for (const event of events) {
    const hour = Math.floor(event.eventTime / HOUR_MS);
    const key = `${event.accountId}\n${hour}\n${event.accessKeyId}\n${event.provider}\n${event.lineage ?? ""}`;
    let kind = kinds.get(key);
    if (!kind) {
      kind = { event, cost_nanos: 0, requests: 0, errors: 0 };
      kinds.set(key, kind);
    }
    kind.cost_nanos += event.costNanos;
    if (event.isFinalAttempt) kind.requests++;
    if (event.isFinalAttempt && event.isError) kind.errors++;
  }
  return kinds.values();
}

function rollups(kinds: Iterable<Alike>): RollupRow[] {
  const rows = new Map<string, RollupRow>();
  for (const { event, cost_nanos, requests, errors } of kinds) {
    for (const dimension of Object.keys(DIMENSIONS) as Dimension[]) {
      for (const period_length of [HOUR_MS, DAY_MS]) {
        const period_start = event.eventTime - (event.eventTime % period_length);
        const group_key = DIMENSIONS[dimension].of(event);
        const key = [event.accountId, dimension, period_length, period_start, group_key].join("\n");
        const row = rows.get(key) ?? {
          account_id: event.accountId,
          dimension,
          period_length,
          period_start,
          group_key,
          cost_nanos: 0,
          requests: 0,
          errors: 0,
        };
        row.cost_nanos += cost_nanos;
        row.requests += requests;
        row.errors += errors;
        rows.set(key, row);
      }
    }
  }
  // Always in the same order, so that two processes don't wait for each other's rows.
  return [...rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
}
