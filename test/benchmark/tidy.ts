import { type Database, isSqlite } from "../../control-plane/src/database.ts";

/**
 * After many rows have been stored at once: PostgreSQL's own housekeeping, which would otherwise begin during the
 * measurement. SQLite has none, and the service does not ask for any.
 */
export async function tidy(db: Database): Promise<void> {
  if (!isSqlite(db)) await db.raw("VACUUM ANALYZE");
}
