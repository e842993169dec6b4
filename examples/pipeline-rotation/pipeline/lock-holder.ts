import { hostname, userInfo } from "node:os";
import { Client } from "pg";
import { isStateShared, STACK } from "../gateway-keys.ts";

/** How this run is known to those who have to wait for it. */
export function runName(env: NodeJS.ProcessEnv): string {
  if (env.GITHUB_RUN_ID) return `GitHub run ${env.GITHUB_RUN_ID} of ${env.GITHUB_REPOSITORY}`;
  if (env.CI_JOB_ID) return `GitLab job ${env.CI_JOB_ID} of ${env.CI_PROJECT_PATH}`;
  return `${userInfo().username} on ${hostname()}`;
}

/**
 * Who holds the state's lock, for people; undefined when nobody does or it can't be told.
 *
 * @param output What Terraform said of the lock. Of a local state it knows who holds it. Of one in PostgreSQL it names
 *   the run that asks instead, so that there the database is asked, which knows each connection by its `runName`.
 */
export async function lockHolder(output = ""): Promise<string | undefined> {
  if (isStateShared()) return holderInDatabase().catch(() => undefined);
  const told = (name: string) => new RegExp(`^\\W*${name}:\\s+(\\S.*)$`, "m").exec(output)?.[1];
  const who = told("Who");
  return who && `${who}, since ${told("Created")} (${told("Operation")}, lock ${told("ID")})`;
}

/** Terraform's lock: an advisory one with the state's number, or with -1 as long as there is no state yet. */
const HOLDER = `
  SELECT application_name, host(client_addr) AS address, pid, backend_start
  FROM pg_locks JOIN pg_stat_activity USING (pid)
  WHERE locktype = 'advisory' AND granted AND pg_locks.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    AND ((classid::bigint << 32) | objid::bigint) IN (SELECT id FROM ${STACK.replaceAll("-", "_")}.states WHERE name = 'default' UNION SELECT -1)
  ORDER BY backend_start LIMIT 1`;

async function holderInDatabase(): Promise<string | undefined> {
  const client = new Client({ connectionString: asNodeTakesIt(process.env.PG_CONN_STR ?? "") });
  await client.connect();
  try {
    const [holder] = (await client.query(HOLDER)).rows;
    if (!holder) return undefined;
    const since = holder.backend_start.toISOString();
    return `${holder.application_name || "somebody"}, from ${holder.address ?? "the same machine"} since ${since} (PostgreSQL process ${holder.pid})`;
  } finally {
    await client.end();
  }
}

/** Terraform encrypts unless it is told not to, and `sslmode` means to it what it means to PostgreSQL's own clients. */
function asNodeTakesIt(connectionString: string): string {
  const url = new URL(connectionString);
  if (!url.searchParams.has("sslmode")) url.searchParams.set("sslmode", "require");
  url.searchParams.set("uselibpqcompat", "true");
  return url.toString();
}
