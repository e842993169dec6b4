import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { APICallError, generateText, RetryError, streamText } from "ai";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";

/** What a program sees of a fault through `ai`, and whether `ai` asks again by itself. */
let gateway: TestGateway;
let ledger: LedgerReader;
let token: string;

beforeAll(async () => {
  gateway = await startGateway();
  ledger = createLedgerReader(gateway);
  const [first] = gateway.providerKeyIds;
  const steps = [{ type: "user" as const, keys: [{ id: first }] }];
  ({ token } = await gateway.accessKey({ router: { rules: [{ provider: "sim", steps }] } }));
});
afterAll(() => gateway?.close());
beforeEach(async () => {
  gateway.upstream.reset();
  // A success, so that the failures of the tests before do not add up to an open circuit.
  await ask("sim:m1");
  gateway.upstream.reset();
  await new Promise((resolve) => setTimeout(resolve, 5));
  ledger.mark();
});

const model = (id: string, apiKey = token) =>
  createOpenAICompatible({ name: "aigateway", apiKey, baseURL: `${gateway.service.baseUrl}/v1` })(id);
const ask = (id: string, { apiKey = token, maxRetries = 0 } = {}) =>
  generateText({ model: model(id, apiKey), prompt: "one two three", maxRetries });

test.each([
  [400, false],
  [401, false],
  [403, false],
  [404, false],
  [409, true],
  [422, false],
  [429, true],
  [500, true],
  [503, true],
])("an upstream's %d is an APICallError with that status, worth a retry: %s", async (status, isRetryable) => {
  gateway.upstream.failNext({ kind: "status", status });
  const error = await ask("sim:m1").catch((caught) => caught);
  expect(APICallError.isInstance(error)).toBe(true);
  expect(error).toMatchObject({
    statusCode: status,
    isRetryable,
    message: `A simulated fault: ${status}.`,
  });
  expect(error.responseHeaders["x-request-id"]).toBe((await ledger.event()).requestId);
});

test.each<[number, number, boolean, () => Promise<unknown>]>([
  [3803, 422, false, () => ask("nobody:x")],
  [3804, 422, false, () => ask("unheard-of")],
  [27007, 401, false, () => ask("sim:m1", { apiKey: "ng-wrong" })],
])(
  "the gateway's own %d is an APICallError too, with its code in the message",
  async (code, status, isRetryable, send) => {
    const error = (await send().catch((caught) => caught)) as APICallError;
    expect(APICallError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ statusCode: status, isRetryable });
    expect(error.message).toContain(`ERR_NGROK_${code}`);
    expect(error.data).toMatchObject({ error: { code: `ERR_NGROK_${code}` } });
  },
);

test("it asks again by itself, each time as a request of its own, and gives up with all errors", async () => {
  gateway.upstream.failNext(
    { kind: "status", status: 503, headers: { "retry-after-ms": "1" } },
    { times: 2 },
  );
  const error = await ask("sim:m1", { maxRetries: 1 }).catch((caught) => caught);
  expect(RetryError.isInstance(error)).toBe(true);
  expect(error.errors).toHaveLength(2);
  const events = await ledger.events(2);
  expect(new Set(events.map(({ requestId }) => requestId)).size).toBe(2);
});

test("a stream that the upstream breaks off has the gateway's code among its parts", async () => {
  gateway.upstream.failNext({ kind: "close-mid-stream", after: 3 });
  const faults: unknown[] = [];
  const { fullStream } = streamText({ model: model("sim:m1"), prompt: "one", onError: () => {} });
  for await (const part of fullStream) if (part.type === "error") faults.push(part.error);
  expect(faults).toHaveLength(1);
  expect(JSON.stringify(faults[0]) + String(faults[0])).toContain("ERR_NGROK_3800");
  expect(await ledger.event()).toMatchObject({ isError: true });
});
