import { errorOf, MESSAGES, startGateway, type TestGateway } from "../../support/gateway.ts";

/** What an account sets in its gateway configuration holds for its requests, from the next one on. */
describe("the account's gateway configuration", () => {
  let gateway: TestGateway;
  let token: string;

  beforeAll(async () => {
    gateway = await startGateway();
    token = (await gateway.accessKey()).token;
  });
  afterAll(() => gateway?.close());
  afterEach(async () => {
    gateway.upstream.reset();
    const none = { totalTimeout: null, perRequestTimeout: null, maxInputTokens: null, maxOutputTokens: null };
    await gateway.service.api("PATCH", "/gateway-config", none);
  });

  const set = (config: object) => gateway.service.api("PATCH", "/gateway-config", config);
  const ask = (more: object = {}) => gateway.post(token, { model: "sim:m1", messages: MESSAGES, ...more });
  const sent = () => gateway.upstream.requests.at(-1)?.body as Record<string, unknown>;

  test("a request over maxInputTokens is 413 with its code, and nothing goes upstream; one below passes", async () => {
    await set({ maxInputTokens: 20 });
    const answer = await ask({ messages: [{ role: "user", content: "one two three ".repeat(50) }] });
    expect(answer.status).toBe(413);
    expect((await errorOf(answer)).code).toBe("ERR_NGROK_3811");
    expect(gateway.upstream.requests).toEqual([]);
    expect((await ask()).status).toBe(200);
  });

  test("a missing or larger output limit becomes maxOutputTokens, a smaller one stays", async () => {
    await set({ maxOutputTokens: 50 });
    await ask();
    expect(sent()).toMatchObject({ max_tokens: 50 });
    await ask({ max_completion_tokens: 900 });
    expect(sent()).toMatchObject({ max_completion_tokens: 50 });
    expect(sent()).not.toHaveProperty("max_tokens");
    await ask({ max_tokens: 10 });
    expect(sent()).toMatchObject({ max_tokens: 10 });
    await ask({ max_tokens: 10, max_completion_tokens: 51 });
    expect(sent()).toMatchObject({ max_tokens: 10, max_completion_tokens: 50 });
  });

  test("without a cap nothing is added", async () => {
    await ask();
    expect(Object.keys(sent()).sort()).toEqual(["messages", "model"]);
  });

  test("perRequestTimeout ends one attempt, totalTimeout all of them", async () => {
    await set({ perRequestTimeout: "200ms" });
    gateway.upstream.failNext({ kind: "hang-before-headers" }, { times: 2 });
    const started = Date.now();
    expect((await ask()).status).toBeGreaterThanOrEqual(500);
    expect(Date.now() - started).toBeLessThan(5000);
    await set({ perRequestTimeout: "60s", totalTimeout: "200ms" });
    gateway.upstream.failNext({ kind: "hang-before-headers" }, { times: 2 });
    const late = await ask();
    expect([late.status, (await errorOf(late)).code]).toEqual([504, "ERR_NGROK_3810"]);
  });
});
