import { type Database, isSqlite } from "../database.ts";

/** PostgreSQL's channel for ids of accounts of which something has changed. */
export const CHANNEL = "aigateway_changes";

/**
 * Tells other processes that something of the account has changed, when the transaction of the change is committed. On
 * SQLite nobody can be told: they look at the audit trail.
 */
export async function announceChange(db: Database, accountId: string): Promise<void> {
  if (!isSqlite(db)) await db.raw("SELECT pg_notify(?, ?)", [CHANNEL, accountId]);
}
