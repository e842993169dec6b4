import Anthropic from "@anthropic-ai/sdk";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";
import { realmFetch } from "./realm-fetch.ts";

let gateway: TestGateway;
let ledger: LedgerReader;
let client: Anthropic;

beforeAll(async () => {
  gateway = await startGateway();
  ledger = createLedgerReader(gateway);
  const [first] = gateway.providerKeyIds;
  const steps = [{ type: "user" as const, keys: [{ id: first }] }];
  const { token } = await gateway.accessKey({ router: { rules: [{ provider: "sim", steps }] } });
  const options = { baseURL: gateway.service.baseUrl, maxRetries: 0, fetch: realmFetch };
  client = new Anthropic({ apiKey: token, ...options });
});
afterAll(() => gateway?.close());
beforeEach(async () => {
  gateway.upstream.reset();
  // A success, so that the failures of the tests before do not add up to an open circuit.
  await client.messages.create(request);
  gateway.upstream.reset();
  await new Promise((resolve) => setTimeout(resolve, 5));
  ledger.mark();
});

const request = {
  model: "sim:m1",
  max_tokens: 100,
  messages: [{ role: "user" as const, content: "one two three" }],
};
test("the SDK asks again after 529, as long after as retry-after says", async () => {
  gateway.upstream.failNext({ kind: "status", status: 529, retryAfter: 1 });
  const started = performance.now();
  await client.withOptions({ maxRetries: 1 }).messages.create(request);
  expect(performance.now() - started).toBeGreaterThanOrEqual(990);
  expect((await ledger.events(2)).map(({ statusCode }) => statusCode)).toEqual([529, 200]);
});

test("a client that gives up in the middle of a stream: the upstream is aborted, and the ledger has what came", async () => {
  gateway.upstream.failNext({ kind: "hang-mid-stream", after: 5 });
  const stream = client.messages.stream(request);
  stream.on("text", () => stream.abort());
  await expect(stream.finalMessage()).rejects.toThrow(Anthropic.APIUserAbortError);
  await gateway.upstream.requests[0]?.finished;
  expect(gateway.upstream.requests[0]?.aborted).toBe(true);
  const event = await ledger.event();
  expect(event).toMatchObject({ stopReason: "client_closed", isError: false, inputTokens: 6 });
});

test("a client that gives up by its own time-out: the SDK's class for it", async () => {
  gateway.upstream.failNext({ kind: "hang-before-headers" });
  const asked = client.messages.create(request, { timeout: 150 });
  await expect(asked).rejects.toThrow(Anthropic.APIConnectionTimeoutError);
  await gateway.upstream.requests[0]?.finished;
  expect(gateway.upstream.requests[0]?.aborted).toBe(true);
});
