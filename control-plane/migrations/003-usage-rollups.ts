import type { Knex } from "knex";
import type { Migration } from "../src/migrate.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Usage summed up by hour and by day as it arrives, so that an overview does not read the events. */
export const usageRollups: Migration = {
  version: 3,
  name: "usage rollups",
  async up(transaction) {
    await transaction.schema.createTable("usage_rollups", (table) => {
      table.text("account_id").notNullable().references("accounts.id");
      // "provider", "accessKey" or "lineage": what the group key is one of.
      table.text("dimension").notNullable();
      // Milliseconds: an hour or a day.
      table.integer("period_length").notNullable();
      table.bigInteger("period_start").notNullable();
      table.text("group_key").notNullable();
      table.bigInteger("cost_nanos").notNullable();
      table.bigInteger("requests").notNullable();
      table.bigInteger("errors").notNullable();
      table.primary(["account_id", "dimension", "period_length", "period_start", "group_key"]);
    });
    await transaction.schema.alterTable("usage_events", (table) => {
      table.index(["account_id", "lineage", "event_time", "id"]);
    });
    for (const [dimension, column] of [
      ["provider", "provider"],
      ["accessKey", "access_key_id"],
      ["lineage", "coalesce(lineage, '')"],
    ] as const) {
      for (const length of [HOUR_MS, DAY_MS]) await rollUp(transaction, dimension, column, length);
    }
  },
};

function rollUp(transaction: Knex.Transaction, dimension: string, column: string, length: number) {
  return transaction.raw(
    `INSERT INTO usage_rollups
       (account_id, dimension, period_length, period_start, group_key, cost_nanos, requests, errors)
     SELECT account_id, '${dimension}', ${length}, event_time - event_time % ${length}, ${column},
       SUM(cost_nanos),
       SUM(CASE WHEN is_final_attempt THEN 1 ELSE 0 END),
       SUM(CASE WHEN is_final_attempt AND is_error THEN 1 ELSE 0 END)
     FROM usage_events
     GROUP BY account_id, event_time - event_time % ${length}, ${column}`,
  );
}
