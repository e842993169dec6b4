import { MESSAGES, startGateway, type TestGateway } from "../support/gateway.ts";
import { type CollectedSpan, type OtlpCollector, startOtlpCollector } from "../support/otlp-collector.ts";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const CLIENT_SPAN_ID = "b7ad6b7169203331";
const SAMPLED = `00-${TRACE_ID}-${CLIENT_SPAN_ID}-01`;
const UNSAMPLED = `00-${TRACE_ID}-${CLIENT_SPAN_ID}-00`;
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-(0[01])$/;

let collector: OtlpCollector;
let gateway: TestGateway;
let token: string;

async function start(env: Record<string, string> = {}): Promise<void> {
  collector = await startOtlpCollector();
  gateway = await startGateway({
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_BSP_SCHEDULE_DELAY: "20", ...env },
  });
  ({ token } = await gateway.accessKey());
}
afterEach(async () => {
  await gateway?.close();
  await collector?.close();
});

/** Asks by OpenAI's own SDK with these headers; gives the spans of the request and what the upstream got. */
async function ask(headers: Record<string, string>) {
  const { response } = await gateway
    .client(token)
    .chat.completions.create({ model: "m1", messages: MESSAGES }, { headers })
    .withResponse();
  const requestId = response.headers.get("x-request-id") as string;
  const sent = gateway.upstream.requests.at(-1)?.headers ?? {};
  return { requestId, sent, spans: () => collector.spansOf(requestId, 1) };
}
/** Spans are exported in their order: what has not come when a later one has does not come. */
async function ensureExported(): Promise<void> {
  const { spans } = await ask({ traceparent: SAMPLED });
  await spans();
}

test("a client's trace goes on: its span is the request's parent, the try's span is the upstream's", async () => {
  await start();
  const { sent, spans } = await ask({
    traceparent: SAMPLED,
    tracestate: "vendor=1,other=2",
    baggage: "team=a",
  });
  const [own, tried] = (await spans()) as [CollectedSpan, CollectedSpan];
  expect(own).toMatchObject({
    traceId: TRACE_ID,
    parentSpanId: CLIENT_SPAN_ID,
    traceState: "vendor=1,other=2",
  });
  expect(tried).toMatchObject({
    traceId: TRACE_ID,
    parentSpanId: own.spanId,
    traceState: "vendor=1,other=2",
  });
  expect(sent.traceparent).toBe(`00-${TRACE_ID}-${tried.spanId}-01`);
  expect(sent.tracestate).toBe("vendor=1,other=2");
  expect(sent.baggage).toBe("team=a");
});

test("each try at an upstream has its own parent there", async () => {
  await start();
  gateway.upstream.failNext({ kind: "status", status: 500 });
  const { requestId } = await ask({ traceparent: SAMPLED });
  const spans = await collector.spansOf(requestId, 2);
  const sent = gateway.upstream.requests.map(
    ({ headers }) => TRACEPARENT.exec(headers.traceparent ?? "")?.[2],
  );
  expect(sent).toEqual(spans.slice(1).map(({ spanId }) => spanId));
  expect(new Set(sent).size).toBe(2);
});

test("without a client's trace one begins here, and the upstream is in it", async () => {
  await start();
  const { sent, spans } = await ask({});
  const [own, tried] = (await spans()) as [CollectedSpan, CollectedSpan];
  expect(own.parentSpanId).toBe("");
  expect(sent.traceparent).toBe(`00-${own.traceId}-${tried.spanId}-01`);
  expect(sent).not.toHaveProperty("tracestate");
});

test("a traceparent that is malformed counts for nothing, and its tracestate goes no further", async () => {
  await start();
  const { sent, spans } = await ask({ traceparent: `00-${TRACE_ID}-0-01`, tracestate: "vendor=1" });
  const [own] = await spans();
  expect(own).toMatchObject({ parentSpanId: "", traceState: "" });
  expect(own.traceId).not.toBe(TRACE_ID);
  expect(sent.traceparent).toContain(own.traceId);
  expect(sent).not.toHaveProperty("tracestate");
});

test("a trace that its client does not keep is not exported, and is not kept upstream either", async () => {
  await start();
  const { requestId, sent } = await ask({ traceparent: UNSAMPLED, tracestate: "vendor=1" });
  await ensureExported();
  expect(collector.spans.filter((span) => span.attributes["aigateway.request.id"] === requestId)).toEqual([]);
  expect(TRACEPARENT.exec(sent.traceparent ?? "")?.slice(1)).toEqual([TRACE_ID, expect.any(String), "00"]);
  expect(sent.tracestate).toBe("vendor=1");
});

test("always_off exports nothing; with a parent that is kept, parentbased_always_off does", async () => {
  await start({ OTEL_TRACES_SAMPLER: "always_off" });
  await ask({ traceparent: SAMPLED });
  await gateway.close();
  expect(collector.spans).toEqual([]);
  await collector.close();
  await start({ OTEL_TRACES_SAMPLER: "parentbased_always_off" });
  const { requestId } = await ask({});
  await ensureExported();
  expect(collector.spans.filter((span) => span.attributes["aigateway.request.id"] === requestId)).toEqual([]);
  expect(collector.spans).toHaveLength(2);
});

test("traceidratio keeps about that part of the traces, each whole", async () => {
  await start({ OTEL_TRACES_SAMPLER: "traceidratio", OTEL_TRACES_SAMPLER_ARG: "0.5" });
  const requests = 100;
  for (let i = 0; i < requests; i++) await ask({});
  await gateway.close();
  const kept = collector.spans.filter(({ kind }) => kind === "SERVER").length;
  // A coin that is thrown 100 times lies outside once in ten million times.
  expect(kept).toBeGreaterThan(23);
  expect(kept).toBeLessThan(77);
  expect(collector.spans).toHaveLength(2 * kept);
});

test("without tracing a client's headers pass as they are", async () => {
  await start({ OTEL_SDK_DISABLED: "true" });
  const { sent } = await ask({ traceparent: SAMPLED, tracestate: "vendor=1", baggage: "team=a" });
  expect(sent).toMatchObject({ traceparent: SAMPLED, tracestate: "vendor=1", baggage: "team=a" });
  await gateway.close();
  expect(collector.requests).toEqual([]);
});
