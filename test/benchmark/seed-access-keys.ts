import { systemClock } from "../../control-plane/src/clock.ts";
import { hashToken } from "../../control-plane/src/crypto/token.ts";
import { type Database, isSqlite } from "../../control-plane/src/database.ts";
import { newId } from "../../control-plane/src/ids.ts";
import { tidy } from "./tidy.ts";

const BATCH_SIZE = 10_000;
const CONFIGURATIONS = 20;
/** One key in so many is remembered, for pages from random places. */
const REMEMBERED = 10;

export interface SeededKeys {
  count: number;
  /** Ids of some of them, evenly spread. */
  someIds: string[];
  configurationIds: string[];
}

/** The configurations that the keys obey, and no key yet. */
export async function seedConfigurations(db: Database, accountId: string): Promise<SeededKeys> {
  const now = systemClock.now();
  const rows = Array.from({ length: CONFIGURATIONS }, (_, number) => ({
    id: newId("accessKeyConfiguration"),
    account_id: accountId,
    name: `configuration ${number}`,
    created_at: now,
    updated_at: now,
    created_by: accountId,
    updated_by: accountId,
  }));
  await db("access_key_configurations").insert(rows);
  return { count: 0, someIds: [], configurationIds: rows.map(({ id }) => id) };
}

/** Stores access keys until there are `count`, as the API stores them but many at once. */
export async function seedAccessKeys(
  db: Database,
  accountId: string,
  keys: SeededKeys,
  count: number,
): Promise<void> {
  while (keys.count < count) {
    const rows = Array.from({ length: Math.min(BATCH_SIZE, count - keys.count) }, () => {
      const number = keys.count++;
      const id = newId("accessKey");
      if (number % REMEMBERED === 0) keys.someIds.push(id);
      // As long as a real one and as random, so that its index is as large and as scattered.
      const hash = hashToken(id);
      return { id, hash, number, configuration: keys.configurationIds[number % CONFIGURATIONS] };
    });
    await insert(db, accountId, rows);
  }
  await tidy(db);
}

async function insert(db: Database, accountId: string, rows: object[]): Promise<void> {
  // One parameter for all rows: an insert with a parameter for each value takes ten times as long.
  const each = isSqlite(db) ? "json_each(?)" : "jsonb_array_elements(CAST(? AS jsonb)) AS each(value)";
  await db.raw(
    `INSERT INTO access_keys (id, account_id, metadata, created_at, updated_at, created_by, updated_by,
       name, description, configuration_id, lineage, token_hash, key_redacted)
     SELECT value->>'id', made.account_id, '{"team":"benchmark"}', made.at, made.at, made.account_id,
       made.account_id, 'key ' || (value->>'number'), 'stored by the benchmark', value->>'configuration',
       'client ' || (value->>'number'), value->>'hash', 'ng-0123456***abcd'
     FROM ${each}, (SELECT CAST(? AS text) AS account_id, CAST(? AS bigint) AS at) AS made`,
    [JSON.stringify(rows), accountId, systemClock.now()],
  );
}
