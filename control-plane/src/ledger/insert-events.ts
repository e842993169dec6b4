import type { Knex } from "knex";
import { isSqlite } from "../database.ts";
import type { UsageEvent } from "./usage-event.ts";

/** The columns of usage_events: the member of an event that each holds, and its type. */
const COLUMNS = {
  id: ["id", "text"],
  account_id: ["accountId", "text"],
  event_time: ["eventTime", "bigint"],
  request_id: ["requestId", "text"],
  access_key_id: ["accessKeyId", "text"],
  lineage: ["lineage", "text"],
  provider: ["provider", "text"],
  provider_display_name: ["providerDisplayName", "text"],
  model: ["model", "text"],
  model_display_name: ["modelDisplayName", "text"],
  attempt_number: ["attemptNumber", "integer"],
  is_final_attempt: ["isFinalAttempt", "boolean"],
  status_code: ["statusCode", "integer"],
  timed_out: ["timedOut", "boolean"],
  is_error: ["isError", "boolean"],
  is_streaming: ["isStreaming", "boolean"],
  stop_reason: ["stopReason", "text"],
  input_tokens: ["inputTokens", "bigint"],
  output_tokens: ["outputTokens", "bigint"],
  cache_read_tokens: ["cacheReadTokens", "bigint"],
  reasoning_tokens: ["reasoningTokens", "bigint"],
  tokens_estimated: ["tokensEstimated", "boolean"],
  cost_nanos: ["costNanos", "bigint"],
  key_source: ["keySource", "text"],
  provider_key_id: ["providerKeyId", "text"],
  provider_key_display_name: ["providerKeyDisplayName", "text"],
} as const satisfies Record<string, readonly [keyof UsageEvent, string]>;

const NAMES = Object.keys(COLUMNS).join(", ");
const MEMBERS = Object.values(COLUMNS);

/** Materialized, or SQLite would parse an event's JSON once for each of its columns. */
const FROM_SQLITE = `
  WITH given AS MATERIALIZED (SELECT value AS event FROM json_each(?))
  INSERT INTO usage_events (${NAMES})
  SELECT ${MEMBERS.map(([member]) => `json_extract(event, '$.${member}')`).join(", ")} FROM given WHERE true`;

const FROM_POSTGRES = `
  INSERT INTO usage_events (${NAMES})
  SELECT ${MEMBERS.map(([member]) => `"${member}"`).join(", ")}
  FROM json_to_recordset(?::json) AS given(${MEMBERS.map(([member, type]) => `"${member}" ${type}`).join(", ")})`;

/**
 * Inserts events as one value, a JSON text, whatever their number: binding each column of each row costs five times as
 * much of this thread. Gives those that were not there yet.
 */
export async function insertEvents(
  transaction: Knex.Transaction,
  events: readonly UsageEvent[],
): Promise<readonly UsageEvent[]> {
  if (events.length === 0) return [];
  const answer = await transaction.raw(
    `${isSqlite(transaction) ? FROM_SQLITE : FROM_POSTGRES} ON CONFLICT (id) DO NOTHING RETURNING id`,
    [JSON.stringify(events)],
  );
  const inserted: { id: string }[] = Array.isArray(answer) ? answer : answer.rows;
  if (inserted.length === events.length) return events;
  const ids = new Set(inserted.map(({ id }) => id));
  // Of an event that is there twice, the first one counts.
  return events.filter(({ id }) => ids.delete(id));
}
