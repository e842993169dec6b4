import { ChatOpenAI, type ChatOpenAIFields } from "@langchain/openai";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";

/** What a program sees of a fault through LangChain, and when LangChain asks again by itself. */
let gateway: TestGateway;
let ledger: LedgerReader;
/** May use one provider key. */
let one: string;
/** May use two provider keys. */
let two: string;

beforeAll(async () => {
  gateway = await startGateway();
  ledger = createLedgerReader(gateway);
  const [first] = gateway.providerKeyIds;
  const steps = [{ type: "user" as const, keys: [{ id: first }] }];
  ({ token: one } = await gateway.accessKey({ router: { rules: [{ provider: "sim", steps }] } }));
  ({ token: two } = await gateway.accessKey());
});
afterAll(() => gateway?.close());
beforeEach(async () => {
  gateway.upstream.reset();
  // A success, so that the failures of the tests before do not add up to an open circuit.
  await chat(one).invoke("one");
  gateway.upstream.reset();
  await new Promise((resolve) => setTimeout(resolve, 5));
  ledger.mark();
});

const chat = (apiKey: string, fields: ChatOpenAIFields = {}) =>
  new ChatOpenAI({
    model: "sim:m1",
    apiKey,
    maxRetries: 0,
    configuration: { baseURL: `${gateway.service.baseUrl}/v1` },
    ...fields,
  });
const ask = (apiKey: string, fields: ChatOpenAIFields = {}) =>
  chat(apiKey, fields)
    .invoke("one two three")
    .catch((caught) => caught);
const statuses = async (count: number) => (await ledger.events(count)).map(({ statusCode }) => statusCode);

test("a wrong access key is an authentication error with the gateway's code, and is not tried again", async () => {
  const error = await ask("ng-wrong", { maxRetries: 2 });
  expect(error).toMatchObject({
    status: 401,
    code: "ERR_NGROK_27007",
    lc_error_code: "MODEL_AUTHENTICATION",
  });
  expect(error.message).toContain("ERR_NGROK_27007");
});

test("an upstream's 429 is a rate limit", async () => {
  gateway.upstream.failNext({ kind: "status", status: 429 });
  expect(await ask(one)).toMatchObject({ status: 429, lc_error_code: "MODEL_RATE_LIMIT" });
  expect(await statuses(1)).toEqual([429]);
});

// LangChain asks again only if it is told when.
test("an upstream's 429 that says when to come back is asked again then", async () => {
  gateway.upstream.failNext({ kind: "status", status: 429, retryAfter: 1 });
  const started = performance.now();
  expect((await ask(one, { maxRetries: 1 })).text).toBe("m1 heard: one two three");
  expect(performance.now() - started).toBeGreaterThanOrEqual(990);
  expect(await statuses(2)).toEqual([429, 200]);
});

test("when all provider keys are rate-limited, the gateway tells it when to come back", async () => {
  gateway.upstream.failNext({ kind: "status", status: 429, retryAfter: 40 });
  gateway.upstream.failNext({ kind: "status", status: 429, retryAfter: 1 });
  expect((await ask(two, { maxRetries: 1 })).text).toBe("m1 heard: one two three");
  expect(await statuses(3)).toEqual([429, 429, 200]);
});

test("a signal ends a stream here and upstream", async () => {
  gateway.upstream.failNext({ kind: "hang-mid-stream", after: 5 });
  const controller = new AbortController();
  const read = async () => {
    for await (const chunk of await chat(one).stream("one two", { signal: controller.signal })) {
      if (chunk.text) controller.abort();
    }
  };
  await expect(read()).rejects.toThrow(/abort/i);
  await gateway.upstream.requests[0]?.finished;
  expect(gateway.upstream.requests[0]?.aborted).toBe(true);
  expect(await ledger.event()).toMatchObject({ stopReason: "client_closed" });
});

test("a stream that the upstream breaks off fails with the gateway's code", async () => {
  gateway.upstream.failNext({ kind: "close-mid-stream", after: 3 });
  const read = async () => {
    for await (const _ of await chat(one).stream("one two"));
  };
  await expect(read()).rejects.toThrow("ERR_NGROK_3800");
  expect(await ledger.event()).toMatchObject({ isError: true });
});
