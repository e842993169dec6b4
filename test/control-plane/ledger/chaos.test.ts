import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { systemClock } from "../../../control-plane/src/clock.ts";
import { readConfig } from "../../../control-plane/src/config.ts";
import { openDatabase } from "../../../control-plane/src/database.ts";
import { readCredits } from "../../../control-plane/src/ledger/read-credits.ts";
import { centsToNanos } from "../../../control-plane/src/money.ts";
import { type Asked, askRepeatedly } from "../../support/ask-repeatedly.ts";
import { describeOnEveryDatabase } from "../../support/databases.ts";
import { freePort } from "../../support/free-port.ts";
import { type ServiceProcess, startServiceProcess } from "../../support/service-process.ts";
import { startSimulatedProvider } from "../../support/simulated-provider/index.ts";

const KILLS = Number(process.env.CHAOS_KILLS ?? 4);
const CLIENTS = 12;
const CREDITS_CENTS = 100_000;
const API_KEY = "test-management-key-0123456789abcdef";
const UPSTREAM_KEY = "sk-upstream-0123456789abcdef";

describeOnEveryDatabase("a service that is killed at random moments, under load", (start) => {
  test(
    "has each request that a client got in full exactly once, with its tokens, and the balance to match",
    async () => {
      const folder = mkdtempSync(join(tmpdir(), "aigateway-chaos-"));
      const database = await start();
      const upstream = await startSimulatedProvider({ keys: [UPSTREAM_KEY], partDelayMs: 1 });
      const env = {
        AIGATEWAY_PORT: String(await freePort()),
        AIGATEWAY_DATABASE_URL: database.url,
        AIGATEWAY_JOURNAL_DIR: folder,
        AIGATEWAY_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
        AIGATEWAY_BOOTSTRAP_API_KEY: API_KEY,
        AIGATEWAY_INITIAL_CREDITS_CENTS: String(CREDITS_CENTS),
        AIGATEWAY_PRIVATE_UPSTREAMS: "127.0.0.1",
      };
      let service: ServiceProcess | undefined;
      const stopped = new AbortController();
      try {
        service = await started(env);
        const { url } = service;
        const token = await declare(url, upstream.url);
        const clients = Array.from({ length: CLIENTS }, (_, number) =>
          askRepeatedly({ url, token, isStreaming: number % 2 === 1, signal: stopped.signal }),
        );
        for (let kill = 0; kill < KILLS; kill++) {
          await sleep(300 + Math.random() * 900);
          service.kill("SIGKILL");
          await service.exited;
          service = await started(env);
        }
        await sleep(500);
        stopped.abort();
        const answered = (await Promise.all(clients)).flat();
        expect(answered.length).toBeGreaterThan(KILLS * CLIENTS);
        expectLedger(await usage(url), answered);
        service.kill("SIGTERM");
        await service.exited;
        await expectBalance(env);
      } finally {
        stopped.abort();
        service?.kill("SIGKILL");
        await service?.exited;
        await upstream.close();
        await database.close();
        rmSync(folder, { recursive: true, force: true });
      }
    },
    60_000 + KILLS * 10_000,
  );
});

async function started(env: Record<string, string>): Promise<ServiceProcess> {
  const service = await startServiceProcess(env);
  if (service.url === "") throw new Error(`The service did not start: ${service.output()}`);
  return service;
}

async function declare(url: string, upstreamUrl: string): Promise<string> {
  await post(url, "/providers", {
    providerId: "sim",
    name: "Sim",
    baseUrl: upstreamUrl,
    models: [{ modelId: "m1" }],
  });
  await post(url, "/provider-keys", { providerId: "sim", name: "key", value: UPSTREAM_KEY });
  return (await post(url, "/access-keys", {})).token as string;
}

async function post(url: string, path: string, body: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Record<string, unknown>;
}

interface UsageEvent {
  requestId: string;
  inputTokens: number;
  outputTokens: number;
}

async function usage(url: string): Promise<UsageEvent[]> {
  const events: UsageEvent[] = [];
  let next: string | null = `${url}/usage?startTime=2000-01-01T00:00:00Z&limit=100`;
  while (next) {
    const answer = await fetch(next, { headers: { authorization: `Bearer ${API_KEY}` } });
    const page = (await answer.json()) as { aiGatewayUsage: UsageEvent[]; nextPageUri: string | null };
    events.push(...page.aiGatewayUsage);
    next = page.nextPageUri;
  }
  return events;
}

function expectLedger(events: readonly UsageEvent[], answered: readonly Asked[]): void {
  const byRequest = new Map<string, UsageEvent[]>();
  for (const event of events) {
    byRequest.set(event.requestId, [...(byRequest.get(event.requestId) ?? []), event]);
  }
  const written = answered.map(({ requestId }) =>
    (byRequest.get(requestId) ?? []).map(({ inputTokens, outputTokens }) => ({ inputTokens, outputTokens })),
  );
  expect(written).toEqual(answered.map(({ inputTokens, outputTokens }) => [{ inputTokens, outputTokens }]));
  // What no client got in full may be there as well, but once.
  expect([...byRequest.values()].filter((list) => list.length > 1)).toEqual([]);
}

/** To the nano-dollar: what was granted, less the cost of every event. */
async function expectBalance(env: Record<string, string>): Promise<void> {
  const db = openDatabase(readConfig(env).database);
  try {
    const [account] = await db("accounts").select("id", "spent_nanos");
    const sum = await db("usage_events").sum({ cost: "cost_nanos" }).first();
    expect(account.spent_nanos).toBe(Number(sum?.cost));
    const { balanceNanos } = await readCredits(db, account.id, systemClock);
    expect(balanceNanos).toBe(centsToNanos(CREDITS_CENTS) - Number(sum?.cost));
  } finally {
    await db.destroy();
  }
}
