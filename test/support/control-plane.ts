import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { type Clock, systemClock } from "../../control-plane/src/clock.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import type { GatewayLimits } from "../../control-plane/src/gateway/limits.ts";
import { startService } from "../../control-plane/src/service.ts";
import { createAnswerInspector } from "./openapi-check.ts";
import { createSecretRegister } from "./secrets.ts";
import { watchService } from "./service-faults.ts";

export interface ControlPlaneOptions {
  /** More of the environment that the service reads. */
  env?: Record<string, string>;
  clock?: Clock;
  limits?: Partial<GatewayLimits>;
}

export interface ControlPlane {
  /** The origin of the management API and of the gateway. */
  baseUrl: string;
  /** The first management credential. */
  apiKey: string;
  /** What the service has logged so far, a line each. */
  logs: string[];
  /** Calls the management API. */
  api(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  body: any;
}

/** A real service on a free port; on SQLite in memory, unless the environment names another database. */
export async function startControlPlane(options: ControlPlaneOptions = {}): Promise<ControlPlane> {
  const logs: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), "aigateway-journal-"));
  const config = readConfig({
    AIGATEWAY_PORT: "0",
    AIGATEWAY_DATABASE_URL: "sqlite::memory:",
    AIGATEWAY_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
    AIGATEWAY_PRIVATE_UPSTREAMS: "127.0.0.1",
    AIGATEWAY_JOURNAL_DIR: folder,
    AIGATEWAY_SHUTDOWN_TIMEOUT_MS: "2000",
    ...options.env,
  });
  const inspector = createAnswerInspector();
  const secrets = createSecretRegister();
  const service = await startService({
    config,
    inspect: (ctx, next) =>
      inspector.middleware(ctx, async () => {
        await next();
        secrets.note(ctx.body); // whoever asked, with whatever client
      }),
    clock: options.clock ?? systemClock,
    log: pino({ level: config.logLevel }, { write: (line) => logs.push(line) }),
    ...(options.limits && { limits: options.limits }),
  });
  const { bootstrapped } = service;
  const apiKey = bootstrapped.kind === "first-start" ? bootstrapped.apiKey : (config.bootstrapApiKey ?? "");
  secrets.add("API key", apiKey);
  for (const [name, value] of Object.entries(options.env ?? {})) {
    if (/(KEY|SECRET)$/.test(name)) secrets.add(name, value);
  }
  watchService(() => [
    ...inspector.found.map((fault) => `An answer is not as the OpenAPI document says: ${fault}`),
    ...new Set(
      logs.flatMap((line) => secrets.leakedIn(line)).map((kind) => `The log holds a secret: ${kind}`),
    ),
  ]);
  return {
    baseUrl: service.url,
    apiKey,
    logs,
    async close() {
      await service.close();
      rmSync(folder, { recursive: true, force: true });
    },
    async api(method, path, body, headers = {}) {
      const response = await fetch(service.url + path, {
        method,
        headers: {
          authorization: `Bearer ${apiKey}`,
          ...(body !== undefined && { "content-type": "application/json" }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.startsWith("application/json");
      const answer = text === "" ? undefined : isJson ? JSON.parse(text) : text;
      secrets.note(body);
      return { status: response.status, headers: response.headers, body: answer };
    },
  };
}
