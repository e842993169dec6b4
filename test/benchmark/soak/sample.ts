import { readdirSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { request } from "undici";
import { readConfig } from "../../../control-plane/src/config.ts";
import { withDatabase } from "../account.ts";
import { residentBytes } from "../gateway/process-usage.ts";

/** What must not grow, in bytes. */
export interface Sample {
  resident: number;
  /** What the JavaScript heap holds, garbage included. */
  heap: number;
  /** The database itself, which grows with what is written down. */
  database: number;
  /** What lies beside it: SQLite's write-ahead log, journals. */
  journals: number;
}

export interface SampleOptions {
  pid: number;
  url: string;
  databaseUrl: string;
}

export async function takeSample({ pid, url, databaseUrl }: SampleOptions): Promise<Sample> {
  return {
    resident: residentBytes(pid),
    heap: await heapUsed(url),
    ...(await sizesOnDisk(databaseUrl)),
  };
}

async function heapUsed(url: string): Promise<number> {
  // On a connection of its own: a kept one may be closed by the service just when the next sample is due.
  const text = await (await request(`${url}/metrics`, { reset: true })).body.text();
  const value = /^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)?.[1];
  if (value === undefined) throw new Error("GET /metrics does not tell the size of the heap.");
  return Number(value);
}

async function sizesOnDisk(databaseUrl: string): Promise<{ database: number; journals: number }> {
  const config = readConfig({ AIGATEWAY_DATABASE_URL: databaseUrl }).database;
  if (config.kind === "postgres") return { database: await postgresSize(databaseUrl), journals: 0 };
  const folder = dirname(config.file);
  const sizes = { database: 0, journals: 0 };
  for (const name of readdirSync(folder)) {
    const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0;
    sizes[name === basename(config.file) ? "database" : "journals"] += size;
  }
  return sizes;
}

async function postgresSize(databaseUrl: string): Promise<number> {
  return withDatabase({ databaseUrl }, async (db) => {
    const { rows } = await db.raw("SELECT pg_database_size(current_database()) AS size");
    return Number(rows[0].size);
  });
}
