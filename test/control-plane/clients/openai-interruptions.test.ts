import OpenAI from "openai";
import { MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";
import { realmFetch } from "./realm-fetch.ts";

let gateway: TestGateway;
let ledger: LedgerReader;
let client: OpenAI;

beforeAll(async () => {
  gateway = await startGateway();
  ledger = createLedgerReader(gateway);
  const [first] = gateway.providerKeyIds;
  const steps = [{ type: "user" as const, keys: [{ id: first }] }];
  const { token } = await gateway.accessKey({ router: { rules: [{ provider: "sim", steps }] } });
  client = gateway.client(token);
});
afterAll(() => gateway?.close());
beforeEach(async () => {
  gateway.upstream.reset();
  // A success, so that the failures of the tests before do not add up to an open circuit.
  await client.chat.completions.create(request);
  await ledger.event().catch(() => undefined);
  gateway.upstream.reset();
  await new Promise((resolve) => setTimeout(resolve, 5));
  ledger.mark();
});

const request = { model: "sim:m1", messages: MESSAGES };
const upstream = () => gateway.upstream.requests;

describe("retries of the SDK", () => {
  const retrying = () => client.withOptions({ maxRetries: 2 });

  test.each([408, 409, 429, 500, 503, 529])(
    "after %d the SDK asks again, as a request of its own",
    async (status) => {
      gateway.upstream.failNext({ kind: "status", status, headers: { "retry-after-ms": "1" } });
      const { request_id, data } = await retrying().chat.completions.create(request).withResponse();
      expect(data.choices[0]?.finish_reason).toBe("stop");
      expect(upstream().map(({ headers }) => headers["x-stainless-retry-count"])).toEqual(["0", "1"]);
      const [failed, served] = await ledger.events(2);
      expect(failed).toMatchObject({ statusCode: status, isError: true, attemptNumber: 1, outputTokens: 0 });
      expect(served).toMatchObject({ statusCode: 200, attemptNumber: 1, requestId: request_id });
      expect(failed.requestId).not.toBe(request_id);
    },
  );

  test("it waits as long as the upstream's retry-after says", async () => {
    gateway.upstream.failNext({ kind: "status", status: 429, retryAfter: 1 });
    const started = performance.now();
    await retrying().chat.completions.create(request);
    expect(performance.now() - started).toBeGreaterThanOrEqual(990);
  });

  test("an upstream that says x-should-retry: false is not asked again", async () => {
    gateway.upstream.failNext({ kind: "status", status: 500, headers: { "x-should-retry": "false" } });
    await expect(retrying().chat.completions.create(request)).rejects.toThrow(OpenAI.InternalServerError);
    expect(upstream()).toHaveLength(1);
  });

  test.each([400, 401, 403, 404, 422])("after %d it does not ask again", async (status) => {
    gateway.upstream.failNext({ kind: "status", status });
    await expect(retrying().chat.completions.create(request)).rejects.toThrow(OpenAI.APIError);
    expect(upstream()).toHaveLength(1);
  });

  test("an idempotency key of the client's reaches the upstream with every try", async () => {
    gateway.upstream.failNext({ kind: "status", status: 500, headers: { "retry-after-ms": "1" } });
    await retrying().chat.completions.create(request, { headers: { "Idempotency-Key": "once" } });
    expect(upstream().map(({ headers }) => headers["idempotency-key"])).toEqual(["once", "once"]);
  });
});

describe("a client that gives up", () => {
  test("in the middle of a stream, by its AbortController: the upstream is aborted, the ledger has what came", async () => {
    gateway.upstream.failNext({ kind: "hang-mid-stream", after: 5 });
    const controller = new AbortController();
    const stream = await client.chat.completions.create(
      { ...request, stream: true },
      { signal: controller.signal },
    );
    let pieces = 0;
    // The SDK ends the iteration without an error when its own caller aborted.
    for await (const _ of stream) if (++pieces === 4) controller.abort();
    await upstream()[0]?.finished;
    expect(upstream()[0]?.aborted).toBe(true);
    const event = await ledger.event();
    expect(event).toMatchObject({ stopReason: "client_closed", isError: false, tokensEstimated: true });
    expect(event.outputTokens).toBeGreaterThan(0);
  });

  test("by breaking out of the iteration: the same", async () => {
    gateway.upstream.failNext({ kind: "hang-mid-stream", after: 5 });
    const stream = await client.chat.completions.create({ ...request, stream: true });
    for await (const _ of stream) break;
    await upstream()[0]?.finished;
    expect(upstream()[0]?.aborted).toBe(true);
    expect(await ledger.event()).toMatchObject({ stopReason: "client_closed", isError: false });
  });

  test("before the first byte: the upstream is aborted, and the try is in the ledger without tokens", async () => {
    gateway.upstream.failNext({ kind: "hang-before-headers" });
    const controller = new AbortController();
    const asked = client.chat.completions.create(request, { signal: controller.signal });
    asked.catch(() => undefined);
    while (upstream().length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    controller.abort();
    await expect(asked).rejects.toThrow(OpenAI.APIUserAbortError);
    await upstream()[0]?.finished;
    expect(upstream()[0]?.aborted).toBe(true);
    expect(await ledger.event()).toMatchObject({ statusCode: 0, outputTokens: 0, isFinalAttempt: true });
  });

  test("by its own time-out: the SDK's class for it, and the upstream is aborted", async () => {
    gateway.upstream.failNext({ kind: "hang-before-headers" });
    const impatient = client.withOptions({ timeout: 200, fetch: realmFetch });
    const asked = impatient.chat.completions.create(request);
    await expect(asked).rejects.toThrow(OpenAI.APIConnectionTimeoutError);
    await upstream()[0]?.finished;
    expect(upstream()[0]?.aborted).toBe(true);
    expect((await ledger.event()).timedOut).toBe(false); // the upstream was not too slow for the gateway
  });
});

test("a stream that the upstream breaks off raises the SDK's error with the gateway's code", async () => {
  gateway.upstream.failNext({ kind: "close-mid-stream", after: 3 });
  const stream = await client.chat.completions.create({ ...request, stream: true });
  const read = async () => {
    for await (const _ of stream);
  };
  const error = await read().catch((caught) => caught);
  expect(error).toBeInstanceOf(OpenAI.APIError);
  expect(error).toMatchObject({ code: "ERR_NGROK_3800", type: "server_error" });
  expect(error.message).toContain("ERR_NGROK_3800");
  expect(await ledger.event()).toMatchObject({ isError: true });
});
