import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BUILT_SERVICE } from "../support/service-process.ts";
import type { Bench } from "./benchmark.ts";
import { onCore } from "./gateway/cores.ts";

const ROOT = join(__dirname, "..", "..");
const START_LIMIT_MS = 60_000;
const STOP_LIMIT_MS = 10_000;

export interface RunningService {
  url: string;
  pid: number;
  /** From spawning the process to the line that says where it listens. */
  startedInMs: number;
  /** Resident memory of the process; undefined where there is no /proc. */
  residentMegabytes(): number | undefined;
  stop(): Promise<void>;
}

export interface ServiceOptions {
  /** Beside what every benchmark sets. */
  env?: Record<string, string>;
  /** The core it may use; undefined: any that this process may use. */
  core?: number | undefined;
}

/**
 * Starts the built service on the database. Other than `startServiceProcess` of the tests this keeps nothing of the
 * log, which grows by a line for each request, and takes the time.
 */
export async function startService(
  { databaseUrl, scope }: Pick<Bench, "databaseUrl" | "scope">,
  { env = {}, core }: ServiceOptions = {},
): Promise<RunningService> {
  const started = performance.now();
  const [command, ...parameters] = onCore(core, [process.execPath, ...BUILT_SERVICE]);
  const child = spawn(command as string, parameters, {
    cwd: ROOT,
    env: {
      PATH: process.env.PATH ?? "",
      AIGATEWAY_PORT: "0",
      AIGATEWAY_DATABASE_URL: databaseUrl,
      AIGATEWAY_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
      AIGATEWAY_SHUTDOWN_TIMEOUT_MS: "2000",
      ...env,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exited = once(child, "exit");
  const stop = async () => {
    child.kill("SIGTERM");
    const forced = setTimeout(() => child.kill("SIGKILL"), STOP_LIMIT_MS);
    await exited;
    clearTimeout(forced);
  };
  scope.onClose(stop);
  const late = setTimeout(() => child.kill("SIGKILL"), START_LIMIT_MS);
  const listening = new Promise<string>((resolve) => {
    let output = "";
    child.stdout.setEncoding("utf8").on("data", function read(text: string) {
      output += text;
      const url = /"url":"([^"]+)"/.exec(output)?.[1];
      if (!url) return;
      // Without a listener the log is read and thrown away: a full pipe would hold the service up.
      child.stdout.off("data", read).resume();
      resolve(url);
    });
  });
  const url = await Promise.race([listening, exited.then(() => undefined)]);
  clearTimeout(late);
  if (url === undefined) throw new Error("The service did not start.");
  return {
    url,
    pid: child.pid as number,
    startedInMs: performance.now() - started,
    residentMegabytes: () => resident(child.pid),
    stop,
  };
}

function resident(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, "utf8"))?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
