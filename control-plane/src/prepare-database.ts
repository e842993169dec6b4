import type { Logger } from "pino";
import { type Bootstrapped, bootstrap } from "./bootstrap.ts";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import { configuredKeys } from "./crypto/configured-keys.ts";
import { type Database, openDatabase } from "./database.ts";
import { migrate } from "./migrate.ts";

export interface PrepareOptions {
  config: Config;
  clock: Clock;
  log: Logger;
}

/** What has to be there before anything is served: the schema, the first account, the encryption key. */
export async function prepare(db: Database, { config, clock, log }: PrepareOptions): Promise<Bootstrapped> {
  const applied = await migrate(db);
  if (applied.length > 0) log.info({ versions: applied }, "database migrated");
  configuredKeys(config);
  return bootstrap({
    db,
    clock,
    apiKey: config.bootstrapApiKey,
    initialCreditsCents: config.initialCreditsCents,
  });
}

/** The same on a connection of its own, for processes that serve nothing themselves. */
export async function prepareDatabase(options: PrepareOptions): Promise<Bootstrapped> {
  const db = openDatabase(options.config.database, options.log);
  try {
    return await prepare(db, options);
  } finally {
    await db.destroy();
  }
}
