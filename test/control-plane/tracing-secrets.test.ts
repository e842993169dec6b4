import { FIRST, SECOND, startGateway, type TestGateway } from "../support/gateway.ts";
import { type OtlpCollector, startOtlpCollector } from "../support/otlp-collector.ts";
import type { Fault } from "../support/simulated-provider/index.ts";

const COLLECTOR_TOKEN = "otlp-token-0123456789abcdef";
/** In everything that a client writes and a model says. */
const PRIVATE = "xylophone";

let collector: OtlpCollector;
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  collector = await startOtlpCollector();
  gateway = await startGateway({
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_EXPORTER_OTLP_HEADERS: `authorization=Bearer%20${COLLECTOR_TOKEN}`,
      OTEL_BSP_SCHEDULE_DELAY: "20",
    },
  });
  ({ token } = await gateway.accessKey());
});
afterAll(async () => {
  await gateway?.close();
  await collector?.close();
});

beforeEach(() => gateway.upstream.reset());

const BODY = {
  model: "m1",
  messages: [{ role: "user", content: `${PRIVATE} one two three` }],
  tools: [{ type: "function", function: { name: PRIVATE, parameters: { type: "object", properties: {} } } }],
  stop: [PRIVATE],
  user: PRIVATE,
  metadata: { note: PRIVATE },
};
/** An upstream that tells all that it was told. */
const QUOTING = { error: { message: `${FIRST} ${SECOND} ${PRIVATE}`, code: PRIVATE, type: FIRST } };

const cases: [string, Partial<typeof BODY> & { stream?: boolean }, Fault | undefined][] = [
  ["an answer in one piece", {}, undefined],
  ["a stream", { stream: true }, undefined],
  ["an upstream that quotes what it refuses", {}, { kind: "status", status: 400, body: QUOTING }],
  ["upstreams that all quote what they refuse", {}, { kind: "status", status: 401, body: QUOTING }],
  [
    "an upstream that quotes the credential in a header",
    {},
    { kind: "status", status: 200, body: {}, headers: { "content-encoding": `x-${FIRST}-${SECOND}` } },
  ],
  ["a redirect", {}, { kind: "redirect", location: `http://127.0.0.1:1/?key=${FIRST}` }],
  ["a stream that is cut", { stream: true }, { kind: "close-mid-stream", after: 3 }],
  ["a stream that tells of an error", { stream: true }, { kind: "error-mid-stream", after: 2 }],
  ["a body that is no request", { messages: PRIVATE as never, model: 7 as never }, undefined],
];

test.each(cases)("of %s no prompt, answer or secret reaches the collector", async (_, body, fault) => {
  if (fault) gateway.upstream.failNext(fault, { times: 2 });
  const before = collector.bodies.length;
  const answer = await gateway.post(
    token,
    { ...BODY, ...body },
    { cookie: `session=${PRIVATE}`, "user-agent": `program/1.0 (${token})`, "x-note": PRIVATE },
  );
  await answer.text();
  await collector.spansOf(answer.headers.get("x-request-id") as string, body.model ? 0 : 1);
  const bytes = Buffer.concat(collector.bodies.slice(before));
  // What may be told is there, so that it was looked for in the right place.
  expect(bytes.includes("program/1.0")).toBe(true);
  const secrets = { token, FIRST, SECOND, COLLECTOR_TOKEN, PRIVATE, apiKey: gateway.service.apiKey };
  for (const [name, secret] of Object.entries(secrets)) {
    if (bytes.includes(secret)) throw new Error(`The spans hold ${name}.`);
  }
});

test("the collector gets the headers that it asks for", () => {
  expect(collector.requests[0]).toMatchObject({
    path: "/v1/traces",
    headers: { authorization: `Bearer ${COLLECTOR_TOKEN}`, "content-type": "application/x-protobuf" },
  });
});

test("a collector that refuses a credential and quotes it does not bring it into the log", async () => {
  collector.refusal = { status: 401, text: `bad token ${COLLECTOR_TOKEN}` };
  await gateway.post(token, BODY);
  const warning = () => gateway.service.logs.find((line) => line.includes("spans could not be exported"));
  while (!warning()) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(JSON.parse(warning() as string)).toMatchObject({ level: 40, reason: "401" });
  expect(gateway.service.logs.join("")).not.toContain(COLLECTOR_TOKEN);
});

test("what OpenTelemetry's libraries have to say goes to the log, without the secret that a collector quotes", async () => {
  collector.refusal = undefined;
  collector.partialSuccess = { rejectedSpans: 2, errorMessage: `too many for ${COLLECTOR_TOKEN}` };
  await gateway.post(token, BODY);
  const warning = () => gateway.service.logs.find((line) => line.includes("rejectedSpans"));
  while (!warning()) await new Promise((resolve) => setTimeout(resolve, 10));
  const { level, msg, diagnostic } = JSON.parse(warning() as string);
  expect({ level, msg }).toEqual({ level: 40, msg: "OpenTelemetry" });
  expect(diagnostic).toContain("too many for ***");
});
