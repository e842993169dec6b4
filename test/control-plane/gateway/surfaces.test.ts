import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { FIRST, startGateway, type TestGateway } from "../../support/gateway.ts";

/** Official SDKs on every surface: what a program written for the vendor sees through the gateway. */
let gateway: TestGateway;
let openai: OpenAI;
let anthropic: Anthropic;

beforeAll(async () => {
  gateway = await startGateway();
  const { token } = await gateway.accessKey();
  openai = gateway.client(token);
  anthropic = new Anthropic({ apiKey: token, baseURL: gateway.service.baseUrl, maxRetries: 0 });
});
afterAll(() => gateway?.close());
beforeEach(() => gateway.upstream.reset());

const model = "sim:m1";
const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const upstream = () => gateway.upstream.requests.at(-1);
const lastUsage = async () => (await gateway.usage()).at(-1);

describe("POST /v1/completions", () => {
  test("in one piece and as a stream, with the counts of both in the ledger", async () => {
    const whole = await openai.completions.create({ model, prompt: "one two", max_tokens: 50 });
    expect(whole.choices[0]?.text).toBe("m1 heard: one two");
    expect(upstream()).toMatchObject({ path: "/v1/completions", key: FIRST, body: { model: "m1" } });
    expect(await lastUsage()).toMatchObject({
      inputTokens: 2,
      outputTokens: 4,
      stopReason: "stop",
      isStreaming: false,
    });

    const stream = await openai.completions.create({
      model,
      prompt: "one two",
      max_tokens: 50,
      stream: true,
    });
    let text = "";
    for await (const chunk of stream) {
      expect(chunk.choices).toHaveLength(1); // the usage chunk that was asked for by the gateway is kept back
      text += chunk.choices[0]?.text;
    }
    expect(text).toBe("m1 heard: one two");
    expect(upstream()?.body).toMatchObject({ stream_options: { include_usage: true } });
    const usage = await lastUsage();
    expect(usage).toMatchObject({ inputTokens: 2, outputTokens: 4, stopReason: "stop", isStreaming: true });
    expect(usage).not.toHaveProperty("tokensEstimated");
  });
});

describe("POST /v1/responses", () => {
  test("in one piece, with what was cached and thought", async () => {
    const ask = () =>
      openai.responses.create({
        model,
        input: "one two",
        reasoning: { effort: "low" },
        prompt_cache_key: "k",
      });
    expect(await ask()).toMatchObject({ status: "completed", output_text: "m1 heard: one two" });
    await ask();
    expect(upstream()).toMatchObject({ path: "/v1/responses", key: FIRST, body: { model: "m1" } });
    expect(await lastUsage()).toMatchObject({
      inputTokens: 2,
      outputTokens: 20,
      cacheReadTokens: 2,
      reasoningTokens: 16,
      stopReason: "completed",
    });
  });

  test("as a stream, byte for byte what the provider sent", async () => {
    const stream = openai.responses.stream({ model, input: "one two" });
    const types: string[] = [];
    stream.on("event", ({ type }) => types.push(type));
    expect((await stream.finalResponse()).output_text).toBe("m1 heard: one two");
    expect(types.at(0)).toBe("response.created");
    expect(types.at(-1)).toBe("response.completed");
    expect(await lastUsage()).toMatchObject({
      inputTokens: 2,
      outputTokens: 4,
      isStreaming: true,
      isError: false,
    });
  });

  test("tools and a token limit", async () => {
    const tools = [{ type: "function" as const, name: "weather", parameters, strict: true }];
    const called = await openai.responses.create({ model, input: "Paris", tools });
    expect(called.output[0]).toMatchObject({ type: "function_call", arguments: '{"city":"Paris"}' });
    await openai.responses.create({ model, input: "one two", max_output_tokens: 2 });
    expect(await lastUsage()).toMatchObject({ outputTokens: 2, stopReason: "max_output_tokens" });
  });

  test("a stream that breaks ends with this surface's own error event, and is recorded as cut", async () => {
    gateway.upstream.failNext({ kind: "close-mid-stream", after: 6 });
    const stream = await openai.responses.create({ model, input: "one two three", stream: true });
    const events: { type: string }[] = [];
    const read = async () => {
      for await (const event of stream) events.push(event);
    };
    await expect(read()).resolves.toBeUndefined();
    expect(events.at(-1)).toMatchObject({ type: "error", code: "ERR_NGROK_3800" });
    expect(await lastUsage()).toMatchObject({ isError: true, tokensEstimated: true });
  });
});

describe("POST /v1/embeddings", () => {
  test("one text, several, and token numbers; only input is counted", async () => {
    const { data } = await openai.embeddings.create({ model, input: ["a", "b", "a"] });
    expect(data[0]?.embedding).toEqual(data[2]?.embedding);
    expect(upstream()).toMatchObject({ path: "/v1/embeddings", key: FIRST });
    expect(await lastUsage()).toMatchObject({ inputTokens: 3, outputTokens: 0, isStreaming: false });
    await openai.embeddings.create({ model, input: [1, 2, 3] });
    expect(upstream()?.body).toMatchObject({ input: [1, 2, 3] });
  });
});

describe("POST /v1/messages", () => {
  const request = { model, max_tokens: 100, messages: [{ role: "user" as const, content: "one two three" }] };

  test("in one piece: the upstream gets its credential and version in Anthropic's headers", async () => {
    const message = await anthropic.messages.create(request, { headers: { "anthropic-beta": "test-2026" } });
    expect(message).toMatchObject({
      stop_reason: "end_turn",
      content: [{ type: "text", text: "m1 heard: one two three" }],
    });
    const sent = upstream();
    expect(sent).toMatchObject({ path: "/v1/messages", body: { ...request, model: "m1" } });
    expect(sent?.headers).toMatchObject({
      "x-api-key": FIRST,
      "anthropic-version": expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      "anthropic-beta": "test-2026",
    });
    expect(sent?.headers.authorization).toBeUndefined();
    expect(await lastUsage()).toMatchObject({ inputTokens: 6, outputTokens: 5, stopReason: "end_turn" });
  });

  test("as a stream, through the SDK's own helper", async () => {
    const message = await anthropic.messages.stream(request).finalMessage();
    expect(message.content).toMatchObject([{ type: "text", text: "m1 heard: one two three" }]);
    expect(await lastUsage()).toMatchObject({
      inputTokens: 6,
      outputTokens: 5,
      stopReason: "end_turn",
      isStreaming: true,
    });
  });

  test("tokens that were written to the cache and read from it are input tokens, and those read are told apart", async () => {
    const content = [
      { type: "text" as const, text: "a b c d", cache_control: { type: "ephemeral" as const } },
    ];
    const cached = { ...request, messages: [{ role: "user" as const, content }] };
    await anthropic.messages.create(cached);
    const written = await lastUsage();
    await anthropic.messages.create(cached);
    const read = await lastUsage();
    expect([written.cacheReadTokens, read.cacheReadTokens]).toEqual([0, read.inputTokens]);
    expect(read.inputTokens).toBe(written.inputTokens);
  });

  test("a tool is used", async () => {
    const tools = [{ name: "weather", input_schema: parameters as Anthropic.Tool.InputSchema }];
    const message = await anthropic.messages.create({ ...request, tools });
    expect(message.content[0]).toMatchObject({ type: "tool_use", input: { city: "one two three" } });
    expect(await lastUsage()).toMatchObject({ stopReason: "tool_use" });
  });

  test.each([
    [400, Anthropic.BadRequestError],
    [404, Anthropic.NotFoundError],
    [422, Anthropic.UnprocessableEntityError],
  ])("an upstream's %d keeps its body and raises the SDK's own class", async (status, type) => {
    gateway.upstream.failNext({ kind: "status", status });
    const error = await anthropic.messages.create(request).catch((caught) => caught);
    expect(error).toBeInstanceOf(type);
    expect(error.error).toMatchObject({ type: "error", error: { message: `A simulated fault: ${status}.` } });
  });

  test("the gateway's own faults are in Anthropic's shape, with their code in the message", async () => {
    const wrong = new Anthropic({ apiKey: "ng-wrong", baseURL: gateway.service.baseUrl, maxRetries: 0 });
    const refused = await wrong.messages.create(request).catch((caught) => caught);
    expect(refused).toBeInstanceOf(Anthropic.AuthenticationError);
    expect(refused.error).toMatchObject({
      type: "error",
      error: { type: "authentication_error", message: expect.stringContaining("ERR_NGROK_27007") },
      request_id: expect.stringMatching(/^req_/),
    });
    const unknown = await anthropic.messages
      .create({ ...request, model: "nobody:x" })
      .catch((caught) => caught);
    expect(unknown).toBeInstanceOf(Anthropic.UnprocessableEntityError);
    expect(unknown.message).toContain("ERR_NGROK_3803");
  });

  test("a provider that does not speak Anthropic's format is refused, and nothing is sent", async () => {
    const error = await anthropic.messages
      .create({ ...request, model: "openai:gpt-4o" })
      .catch((caught) => caught);
    expect(error.message).toContain("ERR_NGROK_3803");
    expect(gateway.upstream.requests).toEqual([]);
  });

  test("a stream that breaks ends with Anthropic's error event", async () => {
    gateway.upstream.failNext({ kind: "close-mid-stream", after: 4 });
    const error = await anthropic.messages
      .stream(request)
      .finalMessage()
      .catch((caught) => caught);
    expect(error).toBeInstanceOf(Anthropic.APIError);
    expect(String(error.message)).toContain("ERR_NGROK_3800");
    // The input was counted by the provider before the break, the output is estimated.
    expect(await lastUsage()).toMatchObject({ isError: true, tokensEstimated: true, inputTokens: 6 });
  });
});

describe("failover and caps", () => {
  test.each([
    ["completions", () => openai.completions.create({ model, prompt: "one" })],
    ["responses", () => openai.responses.create({ model, input: "one" })],
    ["embeddings", () => openai.embeddings.create({ model, input: "one" })],
    [
      "messages",
      () => anthropic.messages.create({ model, max_tokens: 9, messages: [{ role: "user", content: "one" }] }),
    ],
  ])("%s: the second key is tried when the first fails", async (_, ask) => {
    gateway.upstream.failNext({ kind: "status", status: 500 }, { key: FIRST });
    await ask();
    expect(gateway.upstream.requests).toHaveLength(2);
    const events = (await gateway.usage()).slice(-2);
    expect(events.map(({ isFinalAttempt, statusCode }) => [isFinalAttempt, statusCode])).toEqual([
      [false, 500],
      [true, 200],
    ]);
  });

  test("the account's output cap goes by each surface's own name", async () => {
    await gateway.service.api("PATCH", "/gateway-config", { maxOutputTokens: 5 });
    await openai.completions.create({ model, prompt: "one" });
    expect(upstream()?.body).toMatchObject({ max_tokens: 5 });
    await openai.responses.create({ model, input: "one" });
    expect(upstream()?.body).toMatchObject({ max_output_tokens: 5 });
    await anthropic.messages.create({ model, max_tokens: 9, messages: [{ role: "user", content: "one" }] });
    expect(upstream()?.body).toMatchObject({ max_tokens: 5 });
    await openai.embeddings.create({ model, input: "one" });
    expect(Object.keys(upstream()?.body as object).sort()).toEqual(["encoding_format", "input", "model"]);
    await gateway.service.api("PATCH", "/gateway-config", { maxOutputTokens: null });
  });

  test("the account's input cap is estimated for each surface", async () => {
    await gateway.service.api("PATCH", "/gateway-config", { maxInputTokens: 20 });
    const text = "one two three ".repeat(40);
    const faults = await Promise.all([
      openai.completions.create({ model, prompt: text }).catch((error) => error),
      openai.responses.create({ model, input: text }).catch((error) => error),
      openai.embeddings.create({ model, input: [text] }).catch((error) => error),
      anthropic.messages
        .create({ model, max_tokens: 9, system: text, messages: [{ role: "user", content: "one" }] })
        .catch((error) => error),
    ]);
    for (const fault of faults) {
      expect(fault.status).toBe(413);
      expect(fault.message).toContain("ERR_NGROK_3811");
    }
    expect(gateway.upstream.requests).toEqual([]);
    await gateway.service.api("PATCH", "/gateway-config", { maxInputTokens: null });
  });
});

describe("GET /v1/models", () => {
  test("lists what the key may call and has a credential for, and no other", async () => {
    const ids = (await openai.models.list()).data.map(({ id }) => id);
    expect(ids).toEqual(["m1", "m2"]); // no operator's credential, no key of a built-in provider
    expect(await openai.models.retrieve("m2")).toEqual({
      id: "m2",
      object: "model",
      created: 0,
      owned_by: "sim",
    });
    expect((await openai.models.retrieve("sim:m2")).id).toBe("m2");
  });

  test("HEAD is answered as GET is, without the body", async () => {
    const { token } = await gateway.accessKey();
    const ask = (method: string) =>
      fetch(`${gateway.service.baseUrl}/v1/models`, {
        method,
        headers: { authorization: `Bearer ${token}` },
      });
    const [head, got] = [await ask("HEAD"), await ask("GET")];
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(head.headers.get("content-length")).toBe(String(Buffer.byteLength(await got.text())));
  });

  test("what access does not allow is not there: 404 with the SDK's own class", async () => {
    const scoped = await gateway.accessKey({ access: { models: { allow: ["sim:m1"] } } });
    const client = gateway.client(scoped.token);
    expect((await client.models.list()).data.map(({ id }) => id)).toEqual(["m1"]);
    await expect(client.models.retrieve("m2")).rejects.toBeInstanceOf(OpenAI.NotFoundError);
  });

  test("with a key for a built-in provider its models are there", async () => {
    const key = { providerId: "anthropic", name: "k", value: "sk-ant-0123456789abcdef" };
    const { body } = await gateway.service.api("POST", "/provider-keys", key);
    const models = (await openai.models.list()).data;
    expect(models.filter(({ owned_by }) => owned_by === "anthropic").length).toBeGreaterThan(5);
    expect(models.some(({ owned_by }) => owned_by === "openai")).toBe(false);
    await gateway.service.api("DELETE", `/provider-keys/${body.id}`);
  });
});

test("anything else under /v1 is 404 in OpenAI's shape", async () => {
  const error = await openai.audio.speech
    .create({ model, voice: "alloy", input: "x" })
    .catch((caught: unknown) => caught as InstanceType<typeof OpenAI.NotFoundError>);
  expect(error).toBeInstanceOf(OpenAI.NotFoundError);
});
