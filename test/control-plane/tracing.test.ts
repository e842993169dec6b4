import { FIRST, MESSAGES, SECOND, startGateway, type TestGateway } from "../support/gateway.ts";
import type { CollectedSpan, OtlpCollector } from "../support/otlp-collector.ts";
import { startOtlpCollector } from "../support/otlp-collector.ts";

let collector: OtlpCollector;
let gateway: TestGateway;
/** May use both provider keys, in this order. */
let two: { id: string; token: string };
/** May use one only. */
let one: { id: string; token: string };

beforeAll(async () => {
  collector = await startOtlpCollector();
  gateway = await startGateway({
    // Not so short that a busy machine takes as long to refuse a connection.
    limits: { perRequestTimeoutMs: 1000 },
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: "20" },
  });
  two = await gateway.accessKey();
  const [first] = gateway.providerKeyIds;
  one = await gateway.accessKey({
    router: { rules: [{ provider: "sim", steps: [{ type: "user", keys: [{ id: first }] }] }] },
  });
});
afterAll(async () => {
  await gateway?.close();
  await collector?.close();
});
beforeEach(async () => {
  gateway.upstream.reset();
  // A success, so that the failures of the tests before do not add up to an open circuit.
  await gateway.post(one.token, { model: "m1", messages: MESSAGES });
  gateway.upstream.reset();
});

const requestIdOf = (answer: Response): string => answer.headers.get("x-request-id") as string;

/** Asks for a chat completion, reads the answer to its end, and gives the spans of that. */
async function traced(
  token: string,
  body: object,
  attempts: number,
): Promise<[CollectedSpan, ...CollectedSpan[]]> {
  const answer = await gateway.post(token, { messages: MESSAGES, ...body });
  await answer.text();
  return collector.spansOf(requestIdOf(answer), attempts);
}
const attempt = (spans: CollectedSpan[], number: number): CollectedSpan => spans[number] as CollectedSpan;

test("a request is a server's span by the HTTP conventions, its try a client's by the GenAI conventions", async () => {
  const asked = { model: "sim:m1", max_tokens: 50, temperature: 0.5, top_p: 0.9, seed: 7 };
  const spans = await traced(two.token, asked, 1);
  const [own] = spans;
  const url = new URL(gateway.service.baseUrl);
  expect(own).toMatchObject({
    name: "POST /v1/chat/completions",
    kind: "SERVER",
    parentSpanId: "",
    status: { isError: false, message: "" },
    attributes: {
      "http.request.method": "POST",
      "http.route": "/v1/chat/completions",
      "http.response.status_code": 200,
      "url.path": "/v1/chat/completions",
      "url.scheme": "http",
      "server.address": url.hostname,
      "server.port": Number(url.port),
      "client.address": "127.0.0.1",
      "aigateway.access_key.id": two.id,
      "aigateway.attempt.count": 1,
    },
    resource: { "service.name": "aigateway", "process.pid": process.pid },
  });
  expect(own.attributes["error.type"]).toBeUndefined();

  const tried = attempt(spans, 1);
  const upstream = new URL(gateway.upstream.url);
  const event = (await gateway.usage()).at(-1);
  const answered = JSON.parse(gateway.upstream.requests.at(-1)?.answer.toString() ?? "");
  expect(tried).toMatchObject({
    name: "chat m1",
    kind: "CLIENT",
    traceId: own.traceId,
    parentSpanId: own.spanId,
    status: { isError: false },
    attributes: {
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "sim",
      "gen_ai.request.model": "m1",
      "gen_ai.request.max_tokens": 50,
      "gen_ai.request.temperature": 0.5,
      "gen_ai.request.top_p": 0.9,
      "gen_ai.request.seed": 7,
      "gen_ai.response.id": answered.id,
      "gen_ai.response.model": answered.model,
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.usage.input_tokens": event.inputTokens,
      "gen_ai.usage.output_tokens": event.outputTokens,
      "http.response.status_code": 200,
      "server.address": upstream.hostname,
      "server.port": Number(upstream.port),
      "aigateway.access_key.id": two.id,
      "aigateway.attempt.number": 1,
      "aigateway.credential.source": "user",
      "aigateway.provider_key.id": gateway.providerKeyIds[0],
      "aigateway.cost.usd": ((event.inputTokens + event.outputTokens) * 50) / 1e9,
    },
  });
  expect(event.inputTokens).toBeGreaterThan(0);
  expect(tried.attributes["gen_ai.request.stream"]).toBeUndefined();
  expect(own.durationMs).toBeGreaterThanOrEqual(tried.durationMs);
});

test("a stream's span lasts as long as the stream, with its usage, though the client did not ask for that", async () => {
  gateway.upstream.failNext({ kind: "slow", headersMs: 50, partMs: 20 });
  const spans = await traced(two.token, { model: "m1", stream: true }, 1);
  const [own] = spans;
  const { attributes, durationMs } = attempt(spans, 1);
  const event = (await gateway.usage()).at(-1);
  expect(attributes).toMatchObject({
    "gen_ai.request.stream": true,
    "gen_ai.response.finish_reasons": ["stop"],
    "gen_ai.response.id": expect.stringMatching(/^chatcmpl/),
    "gen_ai.response.model": "m1",
    "gen_ai.usage.input_tokens": event.inputTokens,
    "gen_ai.usage.output_tokens": event.outputTokens,
  });
  const firstChunk = attributes["gen_ai.response.time_to_first_chunk"] * 1000;
  expect(firstChunk).toBeGreaterThan(45);
  expect(durationMs).toBeGreaterThan(firstChunk + 20);
  expect(own.durationMs).toBeGreaterThan(firstChunk + 20);
});

test("each choice of an answer has its finish reason", async () => {
  const spans = await traced(two.token, { model: "m1", n: 2 }, 1);
  expect(attempt(spans, 1).attributes).toMatchObject({
    "gen_ai.request.choice.count": 2,
    "gen_ai.response.finish_reasons": ["stop", "stop"],
  });
});

test("after a failover each try has its span, the one that failed with why", async () => {
  gateway.upstream.failNext({ kind: "status", status: 429 }, { key: FIRST });
  const spans = await traced(two.token, { model: "m1" }, 2);
  const [own] = spans;
  expect(own.attributes).toMatchObject({ "http.response.status_code": 200, "aigateway.attempt.count": 2 });
  expect(own.status.isError).toBe(false);
  expect(attempt(spans, 1)).toMatchObject({
    parentSpanId: own.spanId,
    status: { isError: true, message: "the upstream answered 429" },
    attributes: {
      "error.type": "429",
      "http.response.status_code": 429,
      "aigateway.provider_key.id": gateway.providerKeyIds[0],
    },
  });
  expect(attempt(spans, 1).attributes).not.toHaveProperty(["gen_ai.usage.input_tokens"]);
  expect(attempt(spans, 2)).toMatchObject({
    parentSpanId: own.spanId,
    status: { isError: false },
    attributes: {
      "aigateway.attempt.number": 2,
      "aigateway.provider_key.id": gateway.providerKeyIds[1],
      "http.response.status_code": 200,
    },
  });
});

test("when all fail, the request's span is an error with the contract's code", async () => {
  gateway.upstream.failNext({ kind: "hang-before-headers" }, { key: FIRST });
  gateway.upstream.failNext({ kind: "garbage-body" }, { key: SECOND });
  const spans = await traced(two.token, { model: "m1" }, 2);
  expect(spans[0]).toMatchObject({
    status: { isError: true },
    attributes: {
      "http.response.status_code": 503,
      "error.type": "ERR_NGROK_3807",
      "aigateway.error.code": "ERR_NGROK_3807",
    },
  });
  expect(attempt(spans, 1)).toMatchObject({
    status: { isError: true, message: "no answer within 1000 ms" },
    attributes: { "error.type": "timeout" },
  });
  expect(attempt(spans, 1).attributes).not.toHaveProperty(["http.response.status_code"]);
  expect(attempt(spans, 2)).toMatchObject({
    status: { isError: true, message: "its answer is not a JSON object" },
    attributes: { "error.type": "invalid_answer", "http.response.status_code": 200 },
  });
});

test("an upstream that can't be reached is a connection error, without a status", async () => {
  gateway.upstream.failNext({ kind: "close-before-headers" });
  const spans = await traced(one.token, { model: "m1" }, 1);
  expect(spans[0].attributes).toMatchObject({
    "http.response.status_code": 502,
    "error.type": "ERR_NGROK_3800",
  });
  expect(attempt(spans, 1)).toMatchObject({
    status: { isError: true, message: "the connection was closed" },
    attributes: { "error.type": "connection_error" },
  });
});

test("an upstream's refusal that goes to the client is an error of the try, not of this server", async () => {
  gateway.upstream.failNext({ kind: "status", status: 400 });
  const spans = await traced(one.token, { model: "m1" }, 1);
  expect(spans[0]).toMatchObject({
    status: { isError: false },
    attributes: { "http.response.status_code": 400 },
  });
  expect(attempt(spans, 1)).toMatchObject({ status: { isError: true }, attributes: { "error.type": "400" } });
});

test("a stream that the upstream breaks off is an error of both, with what was delivered", async () => {
  gateway.upstream.failNext({ kind: "close-mid-stream", after: 3 });
  const spans = await traced(one.token, { model: "m1", stream: true }, 1);
  expect(spans[0]).toMatchObject({
    status: { isError: true },
    attributes: { "error.type": "stream_interrupted", "http.response.status_code": 200 },
  });
  expect(attempt(spans, 1)).toMatchObject({
    status: { isError: true, message: "the upstream broke off" },
    attributes: { "error.type": "stream_interrupted", "aigateway.usage.estimated": true },
  });
  expect(attempt(spans, 1).attributes["gen_ai.usage.output_tokens"]).toBeGreaterThan(0);
});

test.each([
  ["before the answer", false, { kind: "hang-before-headers" } as const],
  ["within a stream", true, { kind: "hang-mid-stream", after: 2 } as const],
])("a client that hangs up %s ends both spans, as closed by it", async (_, stream, fault) => {
  gateway.upstream.failNext(fault);
  const hangUp = new AbortController();
  const asked = fetch(`${gateway.service.baseUrl}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: `Bearer ${one.token}`, "content-type": "application/json" },
    body: JSON.stringify({ model: "m1", messages: MESSAGES, stream }),
    signal: hangUp.signal,
  });
  if (stream) await (await asked).body?.getReader().read();
  else while (gateway.upstream.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  hangUp.abort();
  await asked.catch(() => undefined);
  const line = await gatewayLine();
  const spans = await collector.spansOf(line.requestId, 1);
  expect(spans[0]).toMatchObject({
    status: { isError: true },
    attributes: { "error.type": "client_closed" },
  });
  expect(spans[0].attributes["http.response.status_code"]).toBe(stream ? 200 : undefined);
  expect(attempt(spans, 1)).toMatchObject({
    status: { isError: true, message: "the client hung up" },
    attributes: { "error.type": "client_closed" },
  });
});

/** The log's line of a request whose client has gone: it never heard the request's id. */
async function gatewayLine(): Promise<{ requestId: string }> {
  for (;;) {
    const lines = gateway.service.logs.map((line) => JSON.parse(line));
    const line = lines.findLast((each) => each.msg === "request");
    if (line?.clientClosed && line.path === "/v1/chat/completions") return line;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test("a key that is refused has a span that is no error, with nothing of the key", async () => {
  const answer = await gateway.post("ng-aaaaaaaaaaaa-g1-nosuchkeynosuchkeynosuchkey", { model: "m1" });
  const [own] = await collector.spansOf(requestIdOf(answer), 0);
  expect(own).toMatchObject({
    status: { isError: false },
    attributes: { "http.response.status_code": 401, "aigateway.error.code": "ERR_NGROK_27007" },
  });
  expect(own.attributes).not.toHaveProperty(["aigateway.access_key.id"]);
  expect(own.attributes).not.toHaveProperty(["error.type"]);
});

test("paths that clients make up are no names of spans, and a token in one is not told", async () => {
  const headers = { authorization: `Bearer ${two.token}` };
  const get = async (path: string) => {
    const answer = await fetch(gateway.service.baseUrl + path, { headers });
    return (await collector.spansOf(requestIdOf(answer), 0))[0];
  };
  expect(await get("/v1/models")).toMatchObject({ name: "GET /v1/models" });
  expect(await get("/v1/models/sim:m1?x=secret")).toMatchObject({
    name: "GET /v1/models/{id}",
    attributes: { "url.path": "/v1/models/sim:m1" },
  });
  const lost = await get(`/v1/${two.token}`);
  expect(lost).toMatchObject({ name: "GET", attributes: { "http.response.status_code": 404 } });
  expect(JSON.stringify(lost)).not.toContain(two.token);
});
