import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Pool } from "undici";
import { type OtlpCollector, startOtlpCollector } from "../support/otlp-collector.ts";
import { BUILT_SERVICE, type ServiceProcess, startServiceProcess } from "../support/service-process.ts";
import { type SimulatedProvider, startSimulatedProvider } from "../support/simulated-provider/index.ts";

const API_KEY = "test-management-key-0123456789abcdef";
const WARM_UP = 500;
const ROUNDS = 3;
/** For a closer figure: `npm run test:long`. */
const REQUESTS = Number(process.env.TRACING_COST_REQUESTS ?? 400);
/** What a request's two spans may take of the process, far above what they do: other programs run here too. */
const MAX_COST_MS = 0.5;

let collector: OtlpCollector;
let upstream: SimulatedProvider;
let folder: string;
const services: ServiceProcess[] = [];

beforeAll(async () => {
  collector = await startOtlpCollector();
  upstream = await startSimulatedProvider();
  folder = mkdtempSync(join(tmpdir(), "aigateway-tracing-"));
});
afterAll(async () => {
  for (const service of services) service.kill("SIGKILL");
  await upstream.close();
  await collector.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A service and what sends requests to it, a few at a time; gives the time of the processor that each took of it. */
async function start(name: string, env: Record<string, string>) {
  const service = await startServiceProcess(
    {
      AIGATEWAY_DATABASE_URL: `sqlite:${join(folder, name, "a.db")}`,
      AIGATEWAY_BOOTSTRAP_API_KEY: API_KEY,
      AIGATEWAY_INITIAL_CREDITS_CENTS: "100000000",
      OPENAI_API_KEY: "sk-operator-0123456789abcdef",
      OPENAI_BASE_URL: `${upstream.url}/v1`,
      ...env,
    },
    BUILT_SERVICE,
  );
  services.push(service);
  const pool = new Pool(service.url, { connections: 8 });
  const post = async (path: string, token: string, body: object) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const answer = await pool.request({ method: "POST", path, headers, body: JSON.stringify(body) });
    return { status: answer.statusCode, body: (await answer.body.json()) as { token: string } };
  };
  const { token } = (await post("/access-keys", API_KEY, {})).body;
  const body = { model: "openai:gpt-4o", max_tokens: 50, messages: [{ role: "user", content: "Hello" }] };
  const ask = async (times: number) => {
    let left = times;
    const client = async () => {
      while (left-- > 0) expect((await post("/v1/chat/completions", token, body)).status).toBe(200);
    };
    await Promise.all(Array.from({ length: 8 }, client));
  };
  await ask(WARM_UP);
  return async (): Promise<number> => {
    const before = processorTime(service.pid);
    await ask(REQUESTS);
    upstream.reset();
    return (processorTime(service.pid) - before) / REQUESTS;
  };
}

const TICK_MS = 1000 / Number(execFileSync("getconf", ["CLK_TCK"]));

/** User and system time of all threads, in milliseconds. */
function processorTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

const median = (values: number[]): number =>
  values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;

test("two spans, with their export, take little of the processor's time", async () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url };
  const measured = {
    "without tracing": await start("off", {}),
    "with tracing, nothing kept": await start("unkept", { ...endpoint, OTEL_TRACES_SAMPLER: "always_off" }),
    "with tracing, everything kept": await start("kept", endpoint),
  };
  const times = new Map<string, number[]>(Object.keys(measured).map((name) => [name, []]));
  // In turns, so that what else the machine does is in all of them.
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, measure] of Object.entries(measured)) times.get(name)?.push(await measure());
  }
  const medians = Object.fromEntries([...times].map(([name, each]) => [name, median(each)]));
  const lines = Object.entries(medians).map(([name, ms]) => `${name}: ${ms.toFixed(3)} ms a request`);
  process.stdout.write(`${lines.join("\n")}\n`);
  const [off, , kept] = Object.values(medians) as [number, number, number];
  expect(collector.spans.length).toBeGreaterThan(REQUESTS);
  expect(kept - off).toBeLessThan(MAX_COST_MS);
}, 300_000);
