import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A fresh database of one kind, empty, for one test file. */
export interface TestDatabase {
  /** For `AIGATEWAY_DATABASE_URL`. */
  url: string;
  close(): Promise<void>;
}

/** Runs the same suite on every database that the service supports. */
export function describeOnEveryDatabase(
  name: string,
  suite: (start: () => Promise<TestDatabase>) => void,
): void {
  describe(`${name} [SQLite]`, () => suite(startSqlite));
  describe(`${name} [PostgreSQL]`, () => suite(startPostgres));
}

export async function startSqlite(): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "aigateway-sqlite-"));
  return {
    url: `sqlite:${join(folder, "aigateway.db")}`,
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A PostgreSQL server of its own. */
export async function startPostgres(): Promise<TestDatabase> {
  const server = spawn(process.execPath, [join(__dirname, "postgres-server.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const exited = once(server, "exit");
  const [port] = await Promise.race([
    once(server.stdout.setEncoding("utf8"), "data"),
    exited.then(([code]) => Promise.reject(new Error(`PostgreSQL did not start: exit ${code}`))),
  ]);
  return {
    url: `postgres://postgres:test@127.0.0.1:${String(port).trim()}/aigateway`,
    async close() {
      server.stdin.end();
      await exited;
    },
  };
}
