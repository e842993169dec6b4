import { ConfigError, readConfig } from "../../control-plane/src/config.ts";

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector.example.com:4318" };
const tracing = (env: Record<string, string>) => readConfig(env).tracing;

test("without an endpoint there is no tracing, whatever else is set: it may be for another program", () => {
  expect(tracing({})).toBeUndefined();
  expect(tracing({ OTEL_EXPORTER_OTLP_ENDPOINT: "" })).toBeUndefined();
  expect(tracing({ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc", OTEL_TRACES_SAMPLER: "mine" })).toBeUndefined();
});

test.each([
  ["OTEL_SDK_DISABLED", "true"],
  ["OTEL_SDK_DISABLED", "TRUE"],
  ["OTEL_TRACES_EXPORTER", "none"],
])("%s=%s turns tracing off", (name, value) => {
  expect(tracing({ ...ENDPOINT, [name]: value })).toBeUndefined();
});

test("an endpoint alone is enough; the rest is as the specification has it", () => {
  expect(tracing(ENDPOINT)).toEqual({
    url: "http://collector.example.com:4318/v1/traces",
    headers: {},
    resource: { "service.name": "aigateway" },
    sampler: { ratio: 1, isParentBased: true },
    batch: { scheduledDelayMillis: 5000, maxQueueSize: 2048, maxExportBatchSize: 512 },
  });
});

test.each([
  ["https://c.example.com", "https://c.example.com/v1/traces"],
  ["https://c.example.com/otlp/", "https://c.example.com/otlp/v1/traces"],
  ["https://c.example.com/otlp?tenant=a", "https://c.example.com/otlp/v1/traces?tenant=a"],
])("the path of traces goes below the endpoint %s", (endpoint, url) => {
  expect(tracing({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })?.url).toBe(url);
});

test("what is set for traces alone goes before what is set for all", () => {
  const read = tracing({
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "https://traces.example.com/take",
    OTEL_EXPORTER_OTLP_HEADERS: "x-tenant=a, x-other=b",
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: "x-tenant=c%20d",
    OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    OTEL_EXPORTER_OTLP_TRACES_PROTOCOL: "http/protobuf",
  });
  expect(read).toMatchObject({
    url: "https://traces.example.com/take",
    headers: { "x-tenant": "c d", "x-other": "b" },
  });
});

test("the service's name is the operator's, before the attributes", () => {
  const attributes = { OTEL_RESOURCE_ATTRIBUTES: "service.name=a,deployment.environment.name=pre%2Dprod" };
  expect(tracing({ ...ENDPOINT, ...attributes })?.resource).toEqual({
    "service.name": "a",
    "deployment.environment.name": "pre-prod",
  });
  expect(tracing({ ...ENDPOINT, ...attributes, OTEL_SERVICE_NAME: "b" })?.resource["service.name"]).toBe("b");
});

test.each([
  ["always_on", undefined, { ratio: 1, isParentBased: false }],
  ["always_off", undefined, { ratio: 0, isParentBased: false }],
  ["traceidratio", "0.25", { ratio: 0.25, isParentBased: false }],
  ["parentbased_always_off", undefined, { ratio: 0, isParentBased: true }],
  ["parentbased_traceidratio", "0", { ratio: 0, isParentBased: true }],
  ["parentbased_traceidratio", undefined, { ratio: 1, isParentBased: true }],
])("the sampler %s with %s", (name, argument, sampler) => {
  const env = { OTEL_TRACES_SAMPLER: name, ...(argument && { OTEL_TRACES_SAMPLER_ARG: argument }) };
  expect(tracing({ ...ENDPOINT, ...env })?.sampler).toEqual(sampler);
});

test("every fault is told, with the others of the configuration, and none quotes a value", () => {
  const faulty = {
    AIGATEWAY_PORT: "http",
    OTEL_EXPORTER_OTLP_ENDPOINT: "secret.example.com:4318",
    OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
    OTEL_EXPORTER_OTLP_HEADERS: "secret",
    OTEL_EXPORTER_OTLP_TRACES_HEADERS: "x=sec%0Aret,bad name=1",
    OTEL_RESOURCE_ATTRIBUTES: "a=%zz",
    OTEL_TRACES_EXPORTER: "zipkin",
    OTEL_TRACES_SAMPLER: "traceidratio",
    OTEL_TRACES_SAMPLER_ARG: "1.5",
    OTEL_SDK_DISABLED: "yes",
    OTEL_BSP_SCHEDULE_DELAY: "soon",
    OTEL_BSP_MAX_QUEUE_SIZE: "0",
    OTEL_BSP_MAX_EXPORT_BATCH_SIZE: "-1",
  };
  let message = "";
  try {
    readConfig(faulty);
  } catch (error) {
    if (error instanceof ConfigError) message = error.message;
  }
  const named = message.split("\n").map((line) => line.split(":")[0]);
  const expected = Object.keys(faulty).filter((name) => name !== "OTEL_TRACES_SAMPLER");
  expect([...named].sort()).toEqual(expected.sort());
  expect(message).not.toMatch(/secret|sec%0A/);
  expect(() => tracing({ ...ENDPOINT, OTEL_TRACES_SAMPLER: "jaeger_remote" })).toThrow(
    "OTEL_TRACES_SAMPLER: ",
  );
  expect(() => tracing({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "ftp://x" })).toThrow(
    "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: must be an http:// or https:// URL",
  );
});
