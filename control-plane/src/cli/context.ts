import { existsSync } from "node:fs";
import { type Clock, systemClock } from "../clock.ts";
import { type Config, readConfig } from "../config.ts";
import { type Database, openDatabase } from "../database.ts";
import { isMigrated } from "../migrate.ts";

/** What a command works with. */
export interface CommandContext {
  config: Config;
  db: Database;
  clock: Clock;
}

/** Something that the person at the command line can put right; told as a sentence, without a stack. */
export class CommandError extends Error {
  override name = "CommandError";
}

/** Runs a command's work on the configured database, which must have this release's schema. */
export function onDatabase<T>(work: (context: CommandContext) => Promise<T>): Promise<T> {
  const { database } = readConfig();
  if (database.kind === "sqlite" && database.file !== ":memory:" && !existsSync(database.file)) {
    throw new CommandError(`There is no database ${database.file}: AIGATEWAY_DATABASE_URL says where it is.`);
  }
  return onAnyDatabase(async (context) => {
    if (!(await isMigrated(context.db))) {
      throw new CommandError(
        "The database does not have this release's schema: run 'aigateway migrate', or start the service, first.",
      );
    }
    return work(context);
  });
}

/** The same, whatever is in the database. */
export async function onAnyDatabase<T>(work: (context: CommandContext) => Promise<T>): Promise<T> {
  const config = readConfig();
  const db = openDatabase(config.database);
  try {
    return await work({ config, db, clock: systemClock });
  } finally {
    await db.destroy();
  }
}
