import type { Knex } from "knex";
import { isSqlite } from "../database.ts";
import { toUsageRow, type UsageEvent, type UsageRow } from "./usage-event.ts";

/**
 * Inserts events as one value, a JSON text, whatever their number: binding each column of each row costs five times as
 * much of this thread. Gives the rows that were not there yet.
 */
export async function insertEvents(
  transaction: Knex.Transaction,
  events: readonly UsageEvent[],
): Promise<UsageRow[]> {
  const rows = events.map(toUsageRow);
  const [first] = rows;
  if (!first) return [];
  const columns = Object.keys(first);
  const source = isSqlite(transaction) ? fromSqlite(columns) : fromPostgres(columns);
  const answer = await transaction.raw(
    `${source.with} INSERT INTO usage_events (${columns.join(", ")}) ${source.select}
     ON CONFLICT (id) DO NOTHING RETURNING id`,
    [JSON.stringify(rows)],
  );
  const inserted: { id: string }[] = Array.isArray(answer) ? answer : answer.rows;
  if (inserted.length === rows.length) return rows;
  const ids = new Set(inserted.map(({ id }) => id));
  // Of an event that is there twice, the first one counts.
  return rows.filter(({ id }) => ids.delete(id));
}

/** Materialized, or SQLite would parse a row's JSON once for each of its columns. */
function fromSqlite(columns: readonly string[]) {
  const values = columns.map((column) => `json_extract(event, '$.${column}')`).join(", ");
  return {
    with: "WITH given AS MATERIALIZED (SELECT value AS event FROM json_each(?))",
    select: `SELECT ${values} FROM given WHERE true`,
  };
}

function fromPostgres(columns: readonly string[]) {
  return {
    with: "",
    select: `SELECT ${columns.join(", ")} FROM json_populate_recordset(NULL::usage_events, ?::json)`,
  };
}
