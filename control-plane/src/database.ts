import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import knex, { type Knex } from "knex";
import SqliteClient from "knex/lib/dialects/sqlite3/index.js";
import pg from "pg";
import type { DatabaseConfig } from "./config.ts";

/** A knex connection; what differs between SQLite and PostgreSQL is hidden in this file. */
export type Database = Knex;

const SQLITE_BUSY_TIMEOUT_MS = 10_000;
const POSTGRES_POOL_SIZE = 10;
const MAX_TRANSACTION_RETRIES = 3;
/** Errors, and so logs, hold statements without the values in them. */
const compileSqlOnError = false;
const INT8 = 20;
/** Any constant: it only has to be the same in every process. */
const ADVISORY_LOCK = 6_021_977;
const SQLITE_PRAGMAS = [
  `PRAGMA busy_timeout = ${SQLITE_BUSY_TIMEOUT_MS}`,
  "PRAGMA journal_mode = WAL",
  // With WAL this survives a crash of the process; only a crash of the machine can lose the last commits.
  "PRAGMA synchronous = NORMAL",
  "PRAGMA foreign_keys = ON",
];

/** What knex has to say goes to the log, or nowhere: by itself it writes to stdout. */
export interface DatabaseLog {
  warn(message: string): void;
}

/** Opens the database. Nothing is asked of it yet, except that SQLite's folder is made. */
export function openDatabase(config: DatabaseConfig, log?: DatabaseLog): Database {
  const say = (message: unknown) => log?.warn(`database: ${String(message)}`);
  const common = { compileSqlOnError, log: { warn: say, error: say, deprecate: say, debug: say } };
  if (config.kind === "postgres") {
    // Counts and money (nano-dollars) stay below 2^53, so that bigint columns can be numbers.
    pg.types.setTypeParser(INT8, Number);
    return knex({
      ...common,
      client: "pg",
      connection: { connectionString: config.url, application_name: "aigateway" },
      pool: { min: 0, max: POSTGRES_POOL_SIZE },
    });
  }
  if (config.file !== ":memory:") mkdirSync(dirname(config.file), { recursive: true });
  return knex({
    client: ImmediateSqliteClient as unknown as typeof Knex.Client,
    connection: { filename: config.file },
    ...common,
    useNullAsDefault: true,
    pool: {
      min: 1,
      max: 1,
      idleTimeoutMillis: 2 ** 31 - 1,
      afterCreate: (connection: SqliteConnection, done: (error: Error | null) => void) =>
        connection.exec(SQLITE_PRAGMAS.join(";"), done),
    },
  });
}

/**
 * A connection for what must not wait for writers. SQLite's one connection may wait for another process's lock for
 * seconds, and everything behind it with it; a reader never waits. PostgreSQL's pool has enough of them.
 */
export function openReader(db: Database, config: DatabaseConfig, log?: DatabaseLog): Database {
  return config.kind === "sqlite" && config.file !== ":memory:" ? openDatabase(config, log) : db;
}

/**
 * One transaction. It is tried again when PostgreSQL gave it up because of others, so that `work` must have no effect
 * but in the database.
 */
export async function inTransaction<T>(
  db: Database,
  work: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  for (let left = MAX_TRANSACTION_RETRIES; ; left--) {
    try {
      return await db.transaction(work);
    } catch (error) {
      if (left === 0 || !isGivenUp(error)) throw error;
    }
  }
}

/** One transaction that no other process's `exclusively` overlaps: for what must happen once, such as migrating. */
export function exclusively<T>(
  db: Database,
  work: (transaction: Knex.Transaction) => Promise<T>,
): Promise<T> {
  return db.transaction(async (transaction) => {
    // On SQLite the transaction holds the write lock from its start.
    if (!isSqlite(db)) await transaction.raw("SELECT pg_advisory_xact_lock(?)", [ADVISORY_LOCK]);
    return work(transaction);
  });
}

export function isSqlite(db: Database): boolean {
  return db.client instanceof ImmediateSqliteClient;
}

/** Whether a write failed because a unique value is taken. */
export function isUniqueViolation(error: unknown): boolean {
  return hasCode(error, "23505") || messageOf(error).includes("UNIQUE constraint failed");
}

/** Whether a write failed because a row refers to a missing one, or is still referred to. */
export function isForeignKeyViolation(error: unknown): boolean {
  return hasCode(error, "23503", "23001") || messageOf(error).includes("FOREIGN KEY constraint failed");
}

/** Whether the values of a statement are at fault, which no later try can mend; everything else may pass. */
export function isDataRefused(error: unknown): boolean {
  const code = String((error as { code?: unknown } | null)?.code);
  // PostgreSQL's classes: data exception, integrity constraint violation, program limit exceeded.
  return (
    /^(22|23|54)...$/.test(code) || ["SQLITE_CONSTRAINT", "SQLITE_MISMATCH", "SQLITE_TOOBIG"].includes(code)
  );
}

/** A deadlock or a conflict of transactions, which the next try need not meet again. */
function isGivenUp(error: unknown): boolean {
  return hasCode(error, "40001", "40P01");
}

/** Rows of one insert, values of one `IN (…)`: SQLite bounds both, a multi-row insert of knex's form at 500 rows. */
const BATCH_SIZE = 200;

/** Any number of rows or values, in batches that one statement can take. */
export function* inBatches<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += BATCH_SIZE) yield items.slice(start, start + BATCH_SIZE);
}

/** Selects the rows of a query whose column has one of any number of values. */
export async function selectWhereIn<Row>(
  query: () => Knex.QueryBuilder,
  column: string,
  values: readonly string[],
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const batch of inBatches([...new Set(values)])) rows.push(...(await query().whereIn(column, batch)));
  return rows;
}

/** Inserts any number of rows. */
export async function insertAll(db: Database, table: string, rows: readonly object[]): Promise<void> {
  for (const batch of inBatches(rows)) await db(table).insert(batch);
}

interface SqliteConnection {
  exec(sql: string, done: (error: Error | null) => void): void;
}

/**
 * Transactions take the write lock when they begin. SQLite's default takes it at the first write, and by then another
 * process may have written: the transaction fails at once, without waiting for the busy time-out.
 */
class ImmediateSqliteClient extends SqliteClient {
  override transaction(...parameters: Parameters<SqliteClient["transaction"]>) {
    const transaction = super.transaction(...parameters);
    transaction.begin = (connection) => transaction.query(connection, "BEGIN IMMEDIATE;");
    return transaction;
  }
}

/** Drivers' errors by their fields: those of native modules need not be of this realm's `Error`. */
function hasCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes(String((error as { code?: unknown } | null)?.code));
}

function messageOf(error: unknown): string {
  return String((error as { message?: unknown } | null)?.message ?? "");
}
