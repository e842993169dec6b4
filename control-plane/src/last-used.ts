import type { Logger } from "pino";
import type { Clock } from "./clock.ts";
import { type Database, inBatches, inTransaction } from "./database.ts";

/** Tables whose rows remember when they were last used. */
const TABLES = ["access_keys", "provider_keys", "api_keys"] as const;
type UsedTable = (typeof TABLES)[number];

const FLUSH_INTERVAL_MS = 5_000;

/** Remembers when keys are used, and writes that down every few seconds: no request waits for it. */
export interface LastUsed {
  touch(table: UsedTable, id: string): void;
  /** Writes down what has been remembered. What can't be written is kept for the next time. */
  flush(): Promise<void>;
  /** The last flush. */
  close(): Promise<void>;
}

export interface LastUsedOptions {
  db: Database;
  clock: Clock;
  log: Logger;
}

export function createLastUsed({ db, clock, log }: LastUsedOptions): LastUsed {
  const touched = Object.fromEntries(TABLES.map((table) => [table, new Map<string, number>()])) as Record<
    UsedTable,
    Map<string, number>
  >;
  let flushing: Promise<void> = Promise.resolve();

  async function flushAll(): Promise<void> {
    for (const table of TABLES) {
      const uses = [...touched[table]];
      touched[table].clear();
      try {
        await write(db, table, uses);
      } catch (error) {
        log.warn({ err: error, table }, "last uses could not be written; they are tried again");
        for (const [id, at] of uses) if (!touched[table].has(id)) touched[table].set(id, at);
      }
    }
  }

  const flush = () => {
    flushing = flushing.then(flushAll);
    return flushing;
  };
  const timer = setInterval(flush, FLUSH_INTERVAL_MS);
  timer.unref();

  return {
    touch: (table, id) => void touched[table].set(id, clock.now()),
    flush,
    async close() {
      clearInterval(timer);
      await flush();
    },
  };
}

/** Another process may have seen a later use: times only move forward. */
async function write(db: Database, table: UsedTable, uses: [string, number][]): Promise<void> {
  for (const rows of inBatches(uses)) {
    const values = rows.map(() => "(?, ?)").join(", ");
    await inTransaction(db, (transaction) =>
      transaction.raw(
        `WITH used(id, at) AS (VALUES ${values})
         UPDATE ${table} SET last_used_at = CAST(used.at AS bigint) FROM used
         WHERE ${table}.id = used.id AND coalesce(${table}.last_used_at, 0) < CAST(used.at AS bigint)`,
        rows.flat(),
      ),
    );
  }
}
