import { newApiKey } from "../../control-plane/src/api-keys/new-api-key.ts";
import { systemClock } from "../../control-plane/src/clock.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import { newId } from "../../control-plane/src/ids.ts";
import { grantCredits } from "../../control-plane/src/ledger/grant-credits.ts";
import { migrate } from "../../control-plane/src/migrate.ts";
import type { Bench } from "./benchmark.ts";

/** More than any benchmark spends. */
const CREDITS_NANOS = 1e15;

export interface Account {
  accountId: string;
  /** Of the management API. */
  apiKey: string;
}

/** Opens the database beside the service, for the time of `work`: SQLite writes its log back when it is closed. */
export async function withDatabase<T>(
  { databaseUrl }: Pick<Bench, "databaseUrl">,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const db = openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: databaseUrl }).database);
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/** The row alone, which any version of the schema takes. */
export async function insertAccount(db: Database): Promise<string> {
  const id = newId("account");
  await db("accounts").insert({ id, name: "benchmark", created_at: systemClock.now() });
  return id;
}

/** An API key and credits for an account. The schema must be the newest. */
export async function equipAccount(db: Database, accountId: string): Promise<Account> {
  const { row, token } = newApiKey({ accountId, name: "benchmark" }, systemClock);
  await db("api_keys").insert(row);
  const grant = { accountId, amountNanos: CREDITS_NANOS, category: "promotional", expiresAt: null } as const;
  await db.transaction((transaction) => grantCredits(transaction, grant, systemClock));
  return { accountId, apiKey: token };
}

/** A database as a first start leaves it: migrated, with one account. The service then makes no other. */
export async function createAccount(db: Database): Promise<Account> {
  await migrate(db);
  return equipAccount(db, await insertAccount(db));
}
