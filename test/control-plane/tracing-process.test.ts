import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { request } from "undici";
import { type OtlpCollector, startOtlpCollector } from "../support/otlp-collector.ts";
import { BUILT_SERVICE, startServiceProcess } from "../support/service-process.ts";
import { type SimulatedProvider, startSimulatedProvider } from "../support/simulated-provider/index.ts";

const API_KEY = "test-management-key-0123456789abcdef";

let collector: OtlpCollector;
let upstream: SimulatedProvider;
let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  collector = await startOtlpCollector();
  upstream = await startSimulatedProvider();
  folder = mkdtempSync(join(tmpdir(), "aigateway-tracing-"));
  env = {
    AIGATEWAY_DATABASE_URL: `sqlite:${join(folder, "a.db")}`,
    AIGATEWAY_BOOTSTRAP_API_KEY: API_KEY,
    OPENAI_API_KEY: "sk-operator-0123456789abcdef",
    OPENAI_BASE_URL: `${upstream.url}/v1`,
  };
});
afterEach(async () => {
  await upstream.close();
  await collector.close();
  rmSync(folder, { recursive: true, force: true });
});

/** On a connection of its own, so that all workers have their share of requests. */
async function post(url: string, token: string, body: object) {
  const answer = await request(url, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
    reset: true,
  });
  return { status: answer.statusCode, body: (await answer.body.json()) as { token: string } };
}
async function ask(url: string, times: number): Promise<void> {
  const { token } = (await post(`${url}/access-keys`, API_KEY, {})).body;
  const body = { model: "openai:gpt-4o", messages: [{ role: "user", content: "Hello" }] };
  for (let i = 0; i < times; i++)
    expect((await post(`${url}/v1/chat/completions`, token, body)).status).toBe(200);
}

/** Every script that the service, as `npm run build` has made it, has loaded in its life, by what V8 writes at the end. */
async function scriptsLoaded(more: Record<string, string>): Promise<string[]> {
  const coverage = mkdtempSync(join(folder, "coverage-"));
  const service = await startServiceProcess({ ...env, ...more, NODE_V8_COVERAGE: coverage }, BUILT_SERVICE);
  await ask(service.url, 1);
  service.kill("SIGTERM");
  expect(await service.exited).toBe(0);
  return readdirSync(coverage).flatMap((file) =>
    JSON.parse(readFileSync(join(coverage, file), "utf8")).result.map(({ url }: { url: string }) => url),
  );
}

/** The API alone, which does nothing, comes with prom-client; of our own, what reads the settings is loaded always. */
function isTracing(url: string): boolean {
  const isPackage = url.includes("/@opentelemetry/") && !url.includes("/@opentelemetry/api/");
  return isPackage || (url.includes("/src/tracing/") && !/(tracing-config|key-value-list)\.js$/.test(url));
}

test("without an endpoint no part of OpenTelemetry's SDK and none of the tracing is loaded, with one it is", async () => {
  const without = await scriptsLoaded({});
  expect(without.some((url) => url.endsWith("/gateway/forward.js"))).toBe(true);
  expect(without.filter(isTracing)).toEqual([]);
  const disabled = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_SDK_DISABLED: "true" };
  expect((await scriptsLoaded(disabled)).filter(isTracing)).toEqual([]);
  const loaded = await scriptsLoaded({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  for (const part of [
    "/src/tracing/start-tracing.js",
    "/@opentelemetry/sdk-trace/",
    "/@opentelemetry/exporter-",
  ])
    expect(loaded.filter(isTracing).some((url) => url.includes(part))).toBe(true);
  expect(collector.spans).toHaveLength(2);
});

test("each worker exports its own spans, as an instance of one service, and at the end all that is left", async () => {
  const service = await startServiceProcess({
    ...env,
    AIGATEWAY_WORKERS: "2",
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_SERVICE_NAME: "my-gateway",
    OTEL_RESOURCE_ATTRIBUTES: "deployment.environment.name=test",
    OTEL_BSP_SCHEDULE_DELAY: "60000",
  });
  await ask(service.url, 40);
  service.kill("SIGTERM");
  expect(await service.exited).toBe(0);
  expect(collector.spans).toHaveLength(80);
  const resources = collector.spans.map(({ resource }) => resource);
  for (const resource of resources) {
    expect(resource).toMatchObject({ "service.name": "my-gateway", "deployment.environment.name": "test" });
  }
  expect(new Set(resources.map((resource) => resource["process.pid"])).size).toBe(2);
  expect(new Set(resources.map((resource) => resource["service.instance.id"])).size).toBe(2);
});

test("a process whose collector is away ends in time, with 0", async () => {
  const { url: away } = collector;
  await collector.close();
  const service = await startServiceProcess({ ...env, OTEL_EXPORTER_OTLP_ENDPOINT: away });
  await ask(service.url, 3);
  const started = performance.now();
  service.kill("SIGTERM");
  expect(await service.exited).toBe(0);
  expect(performance.now() - started).toBeLessThan(5000);
});

test("a faulty setting ends the start, without the headers' values", async () => {
  const service = await startServiceProcess({
    ...env,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    OTEL_EXPORTER_OTLP_HEADERS: "secret-0123456789",
  });
  expect(await service.exited).toBe(1);
  expect(service.output()).toContain("OTEL_EXPORTER_OTLP_PROTOCOL: must be http/protobuf");
  expect(service.output()).toContain("OTEL_EXPORTER_OTLP_HEADERS: ");
  expect(service.output()).not.toContain("secret-0123456789");
});
