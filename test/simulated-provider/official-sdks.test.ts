import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";
import { type SimulatedProvider, startSimulatedProvider } from "../support/simulated-provider/index.ts";

/** The simulator is worth something only if the official SDKs take it for the real thing. */

let provider: SimulatedProvider;
let openai: OpenAI;
let anthropic: Anthropic;
beforeAll(async () => {
  provider = await startSimulatedProvider({ keys: ["sk-right"] });
  openai = new OpenAI({ apiKey: "sk-right", baseURL: `${provider.url}/v1`, maxRetries: 0 });
  anthropic = new Anthropic({ apiKey: "sk-right", baseURL: provider.url, maxRetries: 0 });
});
afterAll(() => provider.close());
beforeEach(() => provider.reset());

const messages = [{ role: "user" as const, content: "one two three" }];
const schema = { type: "object" as const, properties: { city: { type: "string" } } };

describe("openai", () => {
  const model = "gpt-4o";

  test("a completion answers the request's own prompt and counts it", async () => {
    const { choices, usage } = await openai.chat.completions.create({ model, messages });
    expect(choices[0]).toMatchObject({
      finish_reason: "stop",
      message: { content: "gpt-4o heard: one two three" },
    });
    expect(usage).toMatchObject({ prompt_tokens: 6, completion_tokens: 5, total_tokens: 11 });
  });

  test("a stream adds up to the same text, and ends with its usage when asked", async () => {
    const stream = openai.chat.completions.stream({
      model,
      messages,
      stream_options: { include_usage: true },
    });
    expect(await stream.finalContent()).toBe("gpt-4o heard: one two three");
    expect(await stream.totalUsage()).toMatchObject({ completion_tokens: 5 });
  });

  test.each([false, true])(
    "a tool is called with arguments that its schema allows (stream: %s)",
    async (stream) => {
      const tools = [{ type: "function" as const, function: { name: "weather", parameters: schema } }];
      const request = { model, messages, tools };
      const message = stream
        ? await openai.chat.completions.stream(request).finalMessage()
        : (await openai.chat.completions.create(request)).choices[0]?.message;
      const [call] = message?.tool_calls ?? [];
      expect(call).toMatchObject({
        type: "function",
        function: { name: "weather", arguments: '{"city":"one two three"}' },
      });
    },
  );

  test("a limit of tokens cuts the answer", async () => {
    const { choices } = await openai.chat.completions.create({ model, messages, max_completion_tokens: 2 });
    expect(choices[0]).toMatchObject({ finish_reason: "length", message: { content: "gpt-4o heard:" } });
  });

  test("a response answers the request's own input, in one piece and as a stream, with text, a schema or a tool", async () => {
    const response = await openai.responses.create({ model, input: "one two" });
    expect(response).toMatchObject({ status: "completed", output_text: "gpt-4o heard: one two" });
    expect(response.usage).toMatchObject({ input_tokens: 2, output_tokens: 4 });
    const stream = openai.responses.stream({ model, input: "one two" });
    const final = await stream.finalResponse();
    expect(final.output_text).toBe(response.output_text);
    expect(final.usage).toEqual(response.usage);
    const tools = [{ type: "function" as const, name: "weather", parameters: schema, strict: false }];
    const called = await openai.responses.create({ model, input: "Paris", tools });
    expect(called.output[0]).toMatchObject({
      type: "function_call",
      name: "weather",
      arguments: '{"city":"Paris"}',
    });
    const cut = await openai.responses.create({ model, input: "one two", max_output_tokens: 2 });
    expect(cut).toMatchObject({ status: "incomplete", incomplete_details: { reason: "max_output_tokens" } });
  });

  test("legacy completions, embeddings and models", async () => {
    const completion = await openai.completions.create({ model, prompt: "one" });
    expect(completion.choices[0]?.text).toBe("gpt-4o heard: one");
    const { data } = await openai.embeddings.create({ model, input: ["a", "b", "a"] });
    expect(data[0]?.embedding).toHaveLength(1536);
    expect(data[0]?.embedding).toEqual(data[2]?.embedding);
    expect(data[0]?.embedding).not.toEqual(data[1]?.embedding);
    expect((await openai.models.list()).data[0]?.object).toBe("model");
    expect((await openai.models.retrieve("x")).id).toBe("x");
  });

  test.each([
    [400, OpenAI.BadRequestError],
    [401, OpenAI.AuthenticationError],
    [403, OpenAI.PermissionDeniedError],
    [404, OpenAI.NotFoundError],
    [409, OpenAI.ConflictError],
    [422, OpenAI.UnprocessableEntityError],
    [429, OpenAI.RateLimitError],
    [500, OpenAI.InternalServerError],
  ])("status %d raises the SDK's own class", async (status, type) => {
    provider.failNext({ kind: "status", status });
    await expect(openai.chat.completions.create({ model, messages })).rejects.toBeInstanceOf(type);
  });

  test("a wrong credential is refused", async () => {
    const wrong = openai.withOptions({ apiKey: "sk-wrong" });
    await expect(wrong.chat.completions.create({ model, messages })).rejects.toBeInstanceOf(
      OpenAI.AuthenticationError,
    );
  });
});

describe("@anthropic-ai/sdk", () => {
  const request = { model: "claude-simulated", max_tokens: 100, messages };

  test("a message answers the request's own prompt and counts it", async () => {
    const message = await anthropic.messages.create(request);
    expect(message).toMatchObject({
      stop_reason: "end_turn",
      content: [{ type: "text", text: "claude-simulated heard: one two three" }],
      usage: { input_tokens: 6, output_tokens: 5 },
    });
  });

  test("a stream adds up to the same message", async () => {
    const message = await anthropic.messages.stream(request).finalMessage();
    expect(message.content).toMatchObject([{ type: "text", text: "claude-simulated heard: one two three" }]);
    expect(message.usage).toMatchObject({ output_tokens: 5 });
  });

  test.each([false, true])(
    "a tool is used with an input that its schema allows (stream: %s)",
    async (stream) => {
      const withTool = { ...request, tools: [{ name: "weather", input_schema: schema }] };
      const message = stream
        ? await anthropic.messages.stream(withTool).finalMessage()
        : await anthropic.messages.create(withTool);
      expect(message.stop_reason).toBe("tool_use");
      expect(message.content).toMatchObject([
        { type: "tool_use", name: "weather", input: { city: "one two three" } },
      ]);
    },
  );

  test.each([
    [400, Anthropic.BadRequestError],
    [401, Anthropic.AuthenticationError],
    [404, Anthropic.NotFoundError],
    [429, Anthropic.RateLimitError],
    [529, Anthropic.InternalServerError],
  ])("status %d raises the SDK's own class", async (status, type) => {
    provider.failNext({ kind: "status", status });
    await expect(anthropic.messages.create(request)).rejects.toBeInstanceOf(type);
  });
});

describe("faults", () => {
  const ask = (stream = false) =>
    fetch(`${provider.url}/v1/chat/completions`, {
      method: "POST",
      headers: { authorization: "Bearer sk-right", "content-type": "application/json" },
      body: JSON.stringify({ model: "m", messages, stream }),
    });

  test("happen for the requests that they name, and as often", async () => {
    provider.failNext({ kind: "status", status: 500 }, { model: "m", times: 2 });
    provider.failNext({ kind: "status", status: 503 }, { model: "other" });
    expect([(await ask()).status, (await ask()).status, (await ask()).status]).toEqual([500, 500, 200]);
    expect(provider.requests).toHaveLength(3);
  });

  test("cut a stream in its middle, or hang until the client leaves", async () => {
    provider.failNext({ kind: "close-mid-stream", after: 2 });
    await expect((await ask(true)).text()).rejects.toThrow();
    provider.failNext({ kind: "hang-mid-stream", after: 2 });
    const response = await ask(true);
    await response.body?.cancel();
    await provider.requests[1]?.finished;
    expect(provider.requests[1]?.aborted).toBe(true);
  });
});
