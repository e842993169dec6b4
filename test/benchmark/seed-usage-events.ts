import { migrations } from "../../control-plane/migrations/index.ts";
import { DAY_MS, systemClock } from "../../control-plane/src/clock.ts";
import type { Database } from "../../control-plane/src/database.ts";
import { migrate } from "../../control-plane/src/migrate.ts";
import { type Account, equipAccount, insertAccount } from "./account.ts";
import type { Bench } from "./benchmark.ts";
import { tidy } from "./tidy.ts";

const BATCH_SIZE = 200_000;
/** One more than an overview covers, so that one that begins within a day is full at both ends. */
const DAYS = 31;
/** The last version of the schema without the sums that overviews are read from. */
const BEFORE_ROLLUPS = 2;

export interface SeededUsage extends Account {
  /** The first event's time, a day's beginning. */
  start: number;
  eventsPerDay: number;
}

/**
 * An account with usage spread evenly over 31 days. The events are stored under the schema that had no sums yet, so
 * that it is the real migration that sums them up.
 */
export async function seedUsage(db: Database, { sizes, progress }: Bench): Promise<SeededUsage> {
  await migrate(
    db,
    migrations.filter(({ version }) => version <= BEFORE_ROLLUPS),
  );
  const accountId = await insertAccount(db);
  const now = systemClock.now();
  const start = now - (now % DAY_MS) - DAYS * DAY_MS;
  const eventsPerDay = Math.ceil(sizes.events / 30);
  const total = DAYS * eventsPerDay;
  for (let from = 0; from < total; from += BATCH_SIZE) {
    const to = Math.min(from + BATCH_SIZE, total);
    await insertEvents(db, { accountId, start, total, from, to });
    progress(`${to} of ${total} events stored`);
  }
  progress("summing them up, by the migration");
  await migrate(db);
  const account = await equipAccount(db, accountId);
  await tidy(db);
  return { ...account, start, eventsPerDay };
}

interface Batch {
  accountId: string;
  start: number;
  total: number;
  from: number;
  to: number;
}

/** The events from one number to before another: 4 providers, 200 access keys, 20 lineages of 10 keys each. */
async function insertEvents(db: Database, { accountId, start, total, from, to }: Batch): Promise<void> {
  // The casts to bigint keep times whole: SQLite's driver hands large numbers over as real ones.
  await db.raw(
    `INSERT INTO usage_events (id, account_id, event_time, request_id, access_key_id, lineage,
       provider, provider_display_name, model, model_display_name, attempt_number, is_final_attempt, status_code,
       timed_out, is_error, is_streaming, stop_reason, input_tokens, output_tokens, cache_read_tokens,
       reasoning_tokens, tokens_estimated, cost_nanos, key_source)
     WITH RECURSIVE numbers(i) AS (
       SELECT CAST(? AS bigint) UNION ALL SELECT i + 1 FROM numbers WHERE i + 1 < ?
     )
     SELECT ${typeId("aigue", "i")}, CAST(? AS text), CAST(? AS bigint) + i * CAST(? AS bigint) / ?, ${typeId("req", "i")},
       ${typeId("aigk", "i % 200")}, 'client ' || (i % 20), 'provider-' || (i % 4), 'Provider ' || (i % 4),
       'model-' || (i % 12), 'Model ' || (i % 12), 1, true, CASE WHEN i % 50 = 0 THEN 503 ELSE 200 END,
       false, i % 50 = 0, i % 2 = 0, 'stop', 500 + i % 1000, 100 + i % 300, 0, 0, false, 1000000 + i % 1000000, 'user'
     FROM numbers`,
    [from, to, accountId, start, DAYS * DAY_MS, total],
  );
}

/** An id in the form of `newId` out of a number: twenty-six digits, which sort like it. */
function typeId(prefix: string, number: string): string {
  return `'${prefix}_01' || '000000000000' || substr(CAST(1000000000000 + ${number} AS text), 2)`;
}
