import { errorOf, FIRST, MESSAGES, SECOND, startGateway, type TestGateway } from "../../support/gateway.ts";
import type { Fault } from "../../support/simulated-provider/index.ts";

let gateway: TestGateway;
/** May use both provider keys, in this order. */
let two: string;
/** May use one only. */
let one: string;

beforeAll(async () => {
  gateway = await startGateway({ limits: { perRequestTimeoutMs: 300, totalTimeoutMs: 1000 } });
  ({ token: two } = await gateway.accessKey());
  const [first] = gateway.providerKeyIds;
  ({ token: one } = await gateway.accessKey({
    router: { rules: [{ provider: "sim", steps: [{ type: "user", keys: [{ id: first }] }] }] },
  }));
});
afterAll(() => gateway.close());
beforeEach(async () => {
  gateway.upstream.reset();
  // A success, so that the failures of the tests before do not add up to an open circuit.
  await ask(one);
  gateway.upstream.reset();
});

const ask = (token: string, extra: object = {}) =>
  gateway.post(token, { model: "m1", messages: MESSAGES, ...extra });
const keysUsed = () => gateway.upstream.requests.map(({ key }) => key);

const passing: [string, Fault][] = [
  ...[401, 403, 408, 409, 429, 500, 503].map((status): [string, Fault] => [
    `status ${status}`,
    { kind: "status", status },
  ]),
  ["a time-out before the headers", { kind: "hang-before-headers" }],
  ["a closed connection", { kind: "close-before-headers" }],
  ["an answer that stops half-way", { kind: "close-mid-stream", after: 1 }],
  ["an answer that hangs half-way", { kind: "hang-mid-stream", after: 1 }],
  ["an answer that is not JSON", { kind: "garbage-body" }],
  ["a redirect", { kind: "redirect", location: "http://127.0.0.1:1/" }],
];

test.each(passing)("after %s the next key is tried, and both tries are in the usage", async (_, fault) => {
  gateway.upstream.failNext(fault, { key: FIRST });
  const answer = await ask(two);
  expect(answer.status).toBe(200);
  expect(keysUsed()).toEqual([FIRST, SECOND]);
  const events = (await gateway.usage()).slice(-2);
  expect(events.map((event) => [event.attemptNumber, event.isFinalAttempt, event.isError])).toEqual([
    [1, false, true],
    [2, true, false],
  ]);
  expect(events[0]).toMatchObject({ requestId: events[1].requestId, totalCost: "0.00000", outputTokens: 0 });
  expect(events[0].timedOut).toBe(fault.kind.startsWith("hang"));
});

test.each([400, 404, 413, 422])(
  "status %d is the request's own fault: other keys are spared",
  async (status) => {
    gateway.upstream.failNext({ kind: "status", status, body: { error: { message: "yours" } } });
    const answer = await ask(two);
    expect([answer.status, await answer.json()]).toEqual([status, { error: { message: "yours" } }]);
    expect(keysUsed()).toEqual([FIRST]);
  },
);

test.each([401, 429, 500, 503])(
  "with one candidate, status %d comes back as the upstream gave it",
  async (status) => {
    gateway.upstream.failNext({
      kind: "status",
      status,
      body: { error: { message: "own words" } },
      retryAfter: 7,
    });
    const answer = await ask(one);
    expect([answer.status, await answer.json()]).toEqual([status, { error: { message: "own words" } }]);
    expect(answer.headers.get("retry-after")).toBe("7");
  },
);

test.each<[string, Fault]>([
  ["can't be reached", { kind: "close-before-headers" }],
  ["answers garbage", { kind: "garbage-body" }],
  ["closes early", { kind: "close-mid-stream", after: 1 }],
  ["hangs", { kind: "hang-before-headers" }],
])("the only candidate that %s is 3800, 502", async (_, fault) => {
  gateway.upstream.failNext(fault);
  const answer = await ask(one);
  expect(answer.status).toBe(502);
  expect(await errorOf(answer)).toMatchObject({
    code: "ERR_NGROK_3800",
    type: "server_error",
    message: expect.stringContaining("ERR_NGROK_3800"),
  });
});

test("when all fail, each try has its line; the status is 503 if they differ", async () => {
  gateway.upstream.failNext(
    { kind: "status", status: 500, body: { error: { message: "broken" } } },
    { key: FIRST },
  );
  gateway.upstream.failNext({ kind: "status", status: 429 }, { key: SECOND });
  const answer = await ask(two);
  expect(answer.status).toBe(503);
  const { message, code } = await errorOf(answer);
  expect(code).toBe("ERR_NGROK_3807");
  expect(message).toMatch(
    /\nsim: m1: provider key \w+: status 500: broken\nsim: m1: provider key \w+: status 429: /,
  );
});

test("when all are rate-limited, the status is 429 with the smallest retry-after", async () => {
  gateway.upstream.failNext({ kind: "status", status: 429, retryAfter: 30 }, { key: FIRST });
  gateway.upstream.failNext({ kind: "status", status: 429, retryAfter: 5 }, { key: SECOND });
  const answer = await ask(two);
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "5"]);
  expect((await errorOf(answer)).code).toBe("ERR_NGROK_3807");
});

test("when the total time is over, no further candidate is tried: 3810, 504", async () => {
  gateway.upstream.failNext({ kind: "hang-before-headers" }, { times: 10 });
  const answer = await ask(two, { models: ["m2", "sim:m3"] });
  expect(answer.status).toBe(504);
  expect((await errorOf(answer)).code).toBe("ERR_NGROK_3810");
  expect(keysUsed().length).toBeLessThan(6);
});

test.each<[string, Fault]>([
  ["garbage", { kind: "garbage-body" }],
  ["an end before its first event", { kind: "close-mid-stream", after: 0 }],
  ["an error as its first event", { kind: "error-mid-stream", after: 0 }],
])("a stream that begins with %s fails over", async (_, fault) => {
  gateway.upstream.failNext(fault, { key: FIRST });
  const answer = await ask(two, { stream: true });
  expect(await answer.text()).toContain("data: [DONE]");
  expect(keysUsed()).toEqual([FIRST, SECOND]);
});

test("a stream that hangs between two chunks is ended with an error", async () => {
  gateway.upstream.failNext({ kind: "hang-mid-stream", after: 2 });
  const text = await (await ask(two, { stream: true })).text();
  expect(text).toContain('"error"');
  expect((await gateway.usage()).at(-1)).toMatchObject({ timedOut: true, isError: true });
});

test("an upstream that quotes the credential in its refusal does not give it away", async () => {
  gateway.upstream.failNext({
    kind: "status",
    status: 401,
    body: { error: { message: `bad key ${FIRST}` } },
  });
  expect(await (await ask(one)).text()).toBe('{"error":{"message":"bad key ***"}}');
  gateway.upstream.failNext(
    { kind: "status", status: 401, body: { error: { message: `bad key ${FIRST}` } } },
    { times: 2 },
  );
  expect(await (await ask(two)).text()).not.toContain(FIRST);
  expect(gateway.service.logs.join("")).not.toContain(FIRST);
});
