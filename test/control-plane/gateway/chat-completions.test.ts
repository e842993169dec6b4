import { FIRST, MESSAGES, SECOND, startGateway, type TestGateway } from "../../support/gateway.ts";

let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  gateway = await startGateway();
  ({ token } = await gateway.accessKey());
});
afterAll(() => gateway.close());
beforeEach(() => gateway.upstream.reset());

const lastEvent = async () => (await gateway.usage()).at(-1);

describe("a completion in one piece", () => {
  test("reaches the client in the provider's own bytes", async () => {
    const direct = await fetch(`${gateway.upstream.url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: `Bearer ${FIRST}`, "content-type": "application/json" },
      body: JSON.stringify({ model: "m1", messages: MESSAGES }),
    });
    gateway.upstream.reset(); // it counts a prompt that it has seen differently
    const through = await gateway.post(token, { model: "m1", messages: MESSAGES });
    expect(through.status).toBe(200);
    const strip = (text: string) => text.replace(/"(id|created)":("[^"]*"|\d+)/g, "");
    expect(strip(await through.text())).toBe(strip(await direct.text()));
    expect(through.headers.get("content-type")).toBe(direct.headers.get("content-type"));
  });

  test("goes upstream in the client's own bytes, with the stored credential instead of the access key", async () => {
    const body = '{"model":"m1", "seed":12345678901234567890 ,"messages":[{"role":"user","content":"hé"}]}';
    const answer = await gateway.post(token, body, {
      cookie: "a=b",
      "x-forwarded-for": "1.2.3.4",
      traceparent: "00-ab",
    });
    expect(answer.status).toBe(200);
    const [sent] = gateway.upstream.requests;
    expect(sent?.rawBody).toBe(body);
    expect(sent?.key).toBe(FIRST);
    expect(sent?.headers).toMatchObject({ traceparent: "00-ab" });
    expect(sent?.headers).not.toHaveProperty("cookie");
    expect(sent?.headers).not.toHaveProperty("x-forwarded-for");
    expect(JSON.stringify(sent?.headers)).not.toContain(token);
  });

  test("is billed by the provider's counts and recorded before the client has it", async () => {
    const before = (await gateway.service.api("GET", "/credits/balance")).body.balanceCents;
    const answer = await gateway
      .client(token)
      .chat.completions.create({ model: "sim:m1", messages: MESSAGES })
      .withResponse();
    const usage = answer.data.usage;
    expect(await lastEvent()).toMatchObject({
      requestId: answer.response.headers.get("x-request-id"),
      provider: "sim",
      providerDisplayName: "Simulated",
      model: "m1",
      attemptNumber: 1,
      isFinalAttempt: true,
      statusCode: 200,
      isError: false,
      isStreaming: false,
      stopReason: "stop",
      inputTokens: usage?.prompt_tokens,
      outputTokens: usage?.completion_tokens,
      keySource: "user",
      providerKeyId: gateway.providerKeyIds[0],
      providerKeyDisplayName: "first",
    });
    expect(await lastEvent()).not.toHaveProperty("tokensEstimated");
    expect(gateway.upstream.requests[0]?.body).toMatchObject({ model: "m1" });
    expect((await gateway.service.api("GET", "/credits/balance")).body.balanceCents).toBeLessThanOrEqual(
      before,
    );
  });

  test("takes `models` as further candidates, and keeps them from the upstream", async () => {
    gateway.upstream.failNext({ kind: "status", status: 404 }, { model: "m1" });
    const answer = await gateway.post(token, { models: ["m1", "m2"], messages: MESSAGES });
    expect(answer.status).toBe(200);
    expect(gateway.upstream.requests.map(({ model, key }) => [model, key])).toEqual([
      ["m1", FIRST],
      ["m2", FIRST], // not with the other key of m1
    ]);
    expect(gateway.upstream.requests[1]?.body).not.toHaveProperty("models");
  });
});

describe("a stream", () => {
  const stream = (extra: object = {}) =>
    gateway
      .client(token)
      .chat.completions.create({ model: "m1", messages: MESSAGES, stream: true, ...extra });

  test("arrives as it is sent, and its usage is counted though the client did not ask for it", async () => {
    const chunks = [];
    for await (const chunk of await stream()) chunks.push(chunk);
    const text = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("");
    expect(text.length).toBeGreaterThan(0);
    expect(chunks.every((chunk) => chunk.choices.length > 0)).toBe(true);
    expect(gateway.upstream.requests[0]?.body).toMatchObject({ stream_options: { include_usage: true } });
    const event = await lastEvent();
    expect(event).toMatchObject({ isStreaming: true, stopReason: "stop", isError: false });
    expect(event.outputTokens).toBeGreaterThan(0);
    expect(event).not.toHaveProperty("tokensEstimated");
  });

  test("shows the usage chunk to a client that asked for it", async () => {
    const chunks = [];
    for await (const chunk of await stream({ stream_options: { include_usage: true } })) chunks.push(chunk);
    expect(chunks.at(-1)?.usage?.total_tokens).toBeGreaterThan(0);
  });

  test("is recorded before its end reaches the client", async () => {
    const response = await gateway.post(token, { model: "m1", messages: MESSAGES, stream: true });
    const count = (await gateway.usage()).length;
    const text = await response.text();
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
    expect((await gateway.usage()).length).toBeLessThanOrEqual(count + 1);
    expect((await lastEvent()).requestId).toBe(response.headers.get("x-request-id"));
  });

  test("that the client breaks off is aborted upstream, and what was delivered is recorded", async () => {
    gateway.upstream.failNext({ kind: "hang-mid-stream", after: 4 });
    const running = await stream();
    let pieces = 0;
    for await (const _ of running) if (++pieces === 3) break;
    running.controller.abort();
    await gateway.upstream.requests[0]?.finished;
    expect(gateway.upstream.requests[0]?.aborted).toBe(true);
    const event = await eventually(lastEvent, (each) => each?.stopReason === "client_closed");
    expect(event).toMatchObject({ tokensEstimated: true, isError: false });
    expect(event.outputTokens).toBeGreaterThan(0);
    expect(event.inputTokens).toBeGreaterThan(0);
  });

  test("that the upstream breaks off ends with an error in the stream, and is recorded as one", async () => {
    gateway.upstream.failNext({ kind: "close-mid-stream", after: 3 });
    const response = await gateway.post(token, { model: "m1", messages: MESSAGES, stream: true });
    const text = await response.text();
    expect(text).toMatch(/data: \{"error":\{"message":"The upstream broke off: .*ERR_NGROK_3800.*\n\n$/);
    expect(text).not.toContain("[DONE]");
    expect(await lastEvent()).toMatchObject({ isError: true, tokensEstimated: true });
  });

  test("fails over as long as nothing has gone to the client", async () => {
    gateway.upstream.failNext({ kind: "close-before-headers" }, { key: FIRST });
    const chunks = [];
    for await (const chunk of await stream()) chunks.push(chunk);
    expect(chunks.length).toBeGreaterThan(0);
    expect(gateway.upstream.requests.map(({ key }) => key)).toEqual([FIRST, SECOND]);
  });
});

async function eventually<T>(read: () => Promise<T>, isDone: (value: T) => boolean): Promise<T> {
  for (let i = 0; ; i++) {
    const value = await read();
    if (isDone(value) || i > 100) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
