import type { Logger } from "pino";
import type { DatabaseConfig } from "../config.ts";
import type { Database } from "../database.ts";
import { createPostgresFeed } from "./postgres-feed.ts";
import { createSqliteFeed } from "./sqlite-feed.ts";

/** Tells of what other processes on the same database have changed. */
export interface ChangeFeed {
  /** Whether a change would be heard of within half a second. While not, nobody may rely on hearing of any. */
  isLive(): boolean;
  close(): Promise<void>;
}

export interface ChangeFeedOptions {
  db: Database;
  database: DatabaseConfig;
  log: Logger;
  /** Something of the account has changed; undefined: of any, for some changes were missed. */
  onChange(accountId: string | undefined): void;
}

/** Starts listening. It never fails: while it can't hear anything it is not live, and tries again. */
export function createChangeFeed({ db, database, log, onChange }: ChangeFeedOptions): ChangeFeed {
  return database.kind === "postgres"
    ? createPostgresFeed({ url: database.url, log, onChange })
    : createSqliteFeed({ db, log, onChange });
}
