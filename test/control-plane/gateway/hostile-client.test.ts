import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { errorOf, MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";

let gateway: TestGateway;
let token: string;
beforeAll(async () => {
  gateway = await startGateway();
  ({ token } = await gateway.accessKey());
});
afterAll(() => gateway.close());
beforeEach(() => gateway.upstream.reset());

const models = () => gateway.upstream.requests.map(({ body }) => (body as { model: string }).model);

test("what one request names can't be taken for what another one does", async () => {
  await gateway.post(token, { model: "sim:m1\nsim:m2", messages: MESSAGES });
  const { token: other } = await gateway.accessKey();
  gateway.upstream.failNext({ kind: "status", status: 500 }, { times: 2 });
  gateway.upstream.requests.length = 0;
  await gateway.post(other, { model: "sim:m1", models: ["sim:m2"], messages: MESSAGES });
  expect(models()).toEqual(["m1", "m1", "m2"]);
});

test("names without number are refused before any is looked up", async () => {
  const many = Array.from({ length: 300_000 }, (_, i) => `a${i}`);
  const started = performance.now();
  const answer = await gateway.post(token, { models: many, messages: MESSAGES });
  expect([answer.status, (await errorOf(answer)).code]).toEqual([400, "ERR_NGROK_3801"]);
  expect(performance.now() - started).toBeLessThan(2000); // it took eight seconds once
});

/** Without what only waits to be collected: how much that is depends on what else the machine does. */
function bytesInUse(): number {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
}

test("long names that nobody has are not kept in memory", async () => {
  const long = "m".repeat(4 * 1024 * 1024);
  const before = bytesInUse();
  for (let i = 0; i < 20; i++)
    await (await gateway.post(token, { model: `${i}${long}`, messages: [] })).text();
  expect(bytesInUse() - before).toBeLessThan(5 * long.length);
});

test("a provider without a model is told apart from an unknown provider", async () => {
  const answer = await gateway.post(token, { model: "openai:", messages: MESSAGES });
  const { code, message } = await errorOf(answer);
  expect([answer.status, code]).toEqual([400, "ERR_NGROK_3801"]);
  expect(message).toContain("names a provider and no model");
});

test("half a character in a model's name holds up nobody's usage", async () => {
  const answer = await gateway.post(token, `{"model":"sim:m\\ud800","messages":${JSON.stringify(MESSAGES)}}`);
  expect(answer.status).toBe(200);
  expect((await gateway.usage()).at(-1)).toMatchObject({ provider: "sim", model: "m\ufffd" });
});

test("two different credentials are refused, of whatever kind the first one is", async () => {
  for (const authorization of ["Bearer other key", "Basic dXNlcjpwYXNz"]) {
    const answer = await gateway.post(
      token,
      { model: "sim:m1", messages: MESSAGES },
      { authorization, "x-api-key": token },
    );
    expect([answer.status, (await errorOf(answer)).code]).toEqual([401, "ERR_NGROK_27007"]);
  }
});

test("a total time that is over is always told as such", async () => {
  const hasty = await startGateway({ limits: { totalTimeoutMs: 40, perRequestTimeoutMs: 5000 } });
  const steps = [{ type: "user" as const, keys: [{ id: hasty.providerKeyIds[0] }] }];
  const { token: one } = await hasty.accessKey({ router: { rules: [{ provider: "sim", steps }] } });
  const told = new Set<string>();
  for (let i = 0; i < 60; i++) {
    hasty.upstream.failNext({ kind: "hang-before-headers" });
    const answer = await hasty.post(one, { model: "sim:m1", messages: MESSAGES });
    told.add(`${answer.status} ${(await errorOf(answer)).code}`);
  }
  await hasty.close();
  // The timer and the clock may differ by a millisecond: two of a hundred were 502 once.
  expect([...told]).toEqual(["504 ERR_NGROK_3810"]);
});
