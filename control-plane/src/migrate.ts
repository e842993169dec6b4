import type { Knex } from "knex";
import { migrations } from "../migrations/index.ts";
import { type Database, exclusively } from "./database.ts";

/** One step of the schema. Numbered, forward only, the same for both databases. */
export interface Migration {
  version: number;
  name: string;
  up(transaction: Knex.Transaction): Promise<void>;
}

/** The database was written by a newer release than this one. */
export class NewerDatabase extends Error {
  override name = "NewerDatabase";

  constructor(found: number, known: number) {
    super(
      `The database is at schema version ${found}, this release knows versions up to ${known}. ` +
        "Start the release that wrote it, or a newer one.",
    );
  }
}

/**
 * Brings the schema up to date and returns the versions applied. All of it is one transaction under an exclusive lock:
 * of many processes starting at once one migrates and the others wait, and a failed migration leaves nothing behind.
 */
export async function migrate(db: Database, steps: readonly Migration[] = migrations): Promise<number[]> {
  return exclusively(db, async (transaction) => {
    await transaction.raw(
      "CREATE TABLE IF NOT EXISTS schema_versions (version integer PRIMARY KEY, name text NOT NULL)",
    );
    const current = await currentVersion(transaction);
    const newest = steps.at(-1)?.version ?? 0;
    if (current > newest) throw new NewerDatabase(current, newest);

    const pending = steps.filter((step) => step.version > current);
    for (const step of pending) {
      await step.up(transaction);
      await transaction("schema_versions").insert({ version: step.version, name: step.name });
    }
    return pending.map((step) => step.version);
  });
}

/**
 * Whether the schema is the one that this release works with. Throws `NewerDatabase`, and whatever the driver says when
 * the store can't be reached.
 */
export async function isMigrated(db: Database): Promise<boolean> {
  const newest = migrations.at(-1)?.version ?? 0;
  const current = (await db.schema.hasTable("schema_versions")) ? await currentVersion(db) : 0;
  if (current > newest) throw new NewerDatabase(current, newest);
  return current === newest;
}

async function currentVersion(db: Knex): Promise<number> {
  const row = await db("schema_versions").max<{ version: number | null }>({ version: "version" }).first();
  return row?.version ?? 0;
}
