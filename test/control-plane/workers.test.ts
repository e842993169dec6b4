import { randomBytes } from "node:crypto";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Dispatcher, request } from "undici";
import { type Asked, askRepeatedly } from "../support/ask-repeatedly.ts";
import { childrenOf } from "../support/child-processes.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import { type SimulatedProvider, startSimulatedProvider } from "../support/simulated-provider/index.ts";

const WORKERS = 3;
const API_KEY = "test-management-key-0123456789abcdef";
const UPSTREAM_KEY = "sk-upstream-0123456789abcdef";

describeOnEveryDatabase("several workers on one port", (start) => {
  let database: TestDatabase;
  let upstream: SimulatedProvider;
  let service: ServiceProcess;
  let folder: string;

  beforeAll(async () => {
    database = await start();
    folder = mkdtempSync(join(tmpdir(), "aigateway-workers-"));
    upstream = await startSimulatedProvider({ keys: [UPSTREAM_KEY] });
    service = await startServiceProcess({
      AIGATEWAY_WORKERS: String(WORKERS),
      AIGATEWAY_DATABASE_URL: database.url,
      AIGATEWAY_JOURNAL_DIR: folder,
      AIGATEWAY_ENCRYPTION_KEY: randomBytes(32).toString("base64"),
      AIGATEWAY_BOOTSTRAP_API_KEY: API_KEY,
      AIGATEWAY_PRIVATE_UPSTREAMS: "127.0.0.1",
      AIGATEWAY_SHUTDOWN_TIMEOUT_MS: "5000",
    });
    const provider = { providerId: "sim", name: "Sim", baseUrl: upstream.url, models: [{ modelId: "m1" }] };
    await api("POST", "/providers", provider);
    await api("POST", "/provider-keys", { providerId: "sim", name: "key", value: UPSTREAM_KEY });
  });
  afterAll(async () => {
    service.kill("SIGKILL");
    await service.exited;
    await upstream.close();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** On a connection of its own, so that all workers have their share of requests. */
  async function send(method: Dispatcher.HttpMethod, path: string, token: string, body?: unknown) {
    const answer = await request(service.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
      reset: true,
    });
    return { status: answer.statusCode, text: await answer.body.text() };
  }
  async function api(method: Dispatcher.HttpMethod, path: string, body?: unknown) {
    const { text } = await send(method, path, API_KEY, body);
    return text === "" ? undefined : JSON.parse(text);
  }
  const ask = async (token: string): Promise<number> => {
    const body = { model: "sim:m1", messages: [{ role: "user", content: "Hello" }] };
    return (await send("POST", "/v1/chat/completions", token, body)).status;
  };
  const metric = async (name: string): Promise<number> => {
    const { text } = await send("GET", "/metrics", API_KEY);
    const lines = text.split("\n").filter((line) => line.startsWith(name));
    return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(" "))), 0);
  };
  const workers = (): number[] => childrenOf(service.pid);
  const usage = async (): Promise<string[]> => {
    const ids: string[] = [];
    for (let path = "/usage?startTime=2000-01-01T00:00:00Z&limit=100"; path !== ""; ) {
      const page = await api("GET", path);
      ids.push(...page.aiGatewayUsage.map(({ requestId }: Asked) => requestId));
      path = (page.nextPageUri ?? "").replace(service.url, "");
    }
    return ids;
  };

  test("all serve; metrics are those of all, whichever of them is asked", async () => {
    expect(workers()).toHaveLength(WORKERS);
    const { token } = await api("POST", "/access-keys", {});
    for (let i = 0; i < 30; i++) expect(await ask(token)).toBe(200);
    for (let i = 0; i < 2 * WORKERS; i++)
      expect(await metric('aigateway_requests_total{surface="chat-completions"')).toBe(30);
  });

  test("a key that is deleted at one of them is refused by all within a second", async () => {
    const { id, token } = await api("POST", "/access-keys", {});
    for (let i = 0; i < 20; i++) expect(await ask(token)).toBe(200);
    await api("DELETE", `/access-keys/${id}`);
    await sleep(1000);
    for (let i = 0; i < 20; i++) expect(await ask(token)).toBe(401);
  });

  test("one that is killed is replaced, the others go on, and what it served is in the ledger, once", async () => {
    const { token } = await api("POST", "/access-keys", {});
    const stopped = new AbortController();
    const clients = Array.from({ length: 8 }, (_, number) =>
      askRepeatedly({ url: service.url, token, isStreaming: number % 2 === 1, signal: stopped.signal }),
    );
    for (let i = 0; i < 3; i++) {
      await sleep(400);
      process.kill(workers()[i % WORKERS] as number, "SIGKILL");
    }
    await sleep(1500);
    stopped.abort();
    const answered = (await Promise.all(clients)).flat().map(({ requestId }) => requestId);
    expect(answered.length).toBeGreaterThan(50);
    // The others' last events come with their next drain, those of the killed with their successors' start.
    const missing = async () => {
      const written = await usage();
      expect(new Set(written).size).toBe(written.length);
      return answered.filter((id) => !written.includes(id));
    };
    for (let tries = 0; (await missing()).length > 0 && tries < 50; tries++) await sleep(200);
    expect(await missing()).toEqual([]);
    expect(workers()).toHaveLength(WORKERS);
  });

  test("end together, with what they serve: the exit code is 0, and nothing is left", async () => {
    const pids = workers();
    service.kill("SIGTERM");
    expect(await service.exited).toBe(0);
    expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  });
});

test("workers do not outlive a primary that is killed", async () => {
  const folder = mkdtempSync(join(tmpdir(), "aigateway-workers-"));
  const service = await startServiceProcess({
    AIGATEWAY_WORKERS: "2",
    AIGATEWAY_DATABASE_URL: `sqlite:${join(folder, "a.db")}`,
  });
  const pids = childrenOf(service.pid);
  expect(pids).toHaveLength(2);
  service.kill("SIGKILL");
  await service.exited;
  for (let i = 0; i < 100 && pids.some((pid) => existsSync(`/proc/${pid}`)); i++) await sleep(50);
  expect(pids.filter((pid) => existsSync(`/proc/${pid}`))).toEqual([]);
  rmSync(folder, { recursive: true, force: true });
});

test("a port that is taken ends all of them, with the reason", async () => {
  const folder = mkdtempSync(join(tmpdir(), "aigateway-workers-"));
  const env = (file: string) => ({ AIGATEWAY_DATABASE_URL: `sqlite:${join(folder, file)}` });
  const first = await startServiceProcess(env("a.db"));
  const port = new URL(first.url).port;
  const second = await startServiceProcess({
    ...env("b.db"),
    AIGATEWAY_WORKERS: "2",
    AIGATEWAY_PORT: port,
  });
  expect(await second.exited).toBe(1);
  expect(second.output()).toContain("EADDRINUSE");
  first.kill("SIGTERM");
  await first.exited;
  rmSync(folder, { recursive: true, force: true });
});

test("a database in memory can't be shared: the configuration says so", async () => {
  const service = await startServiceProcess({
    AIGATEWAY_WORKERS: "2",
    AIGATEWAY_DATABASE_URL: "sqlite::memory:",
  });
  expect(await service.exited).toBe(1);
  expect(service.output()).toContain("AIGATEWAY_WORKERS: must be 1 with sqlite::memory:");
});
