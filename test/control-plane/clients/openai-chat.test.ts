import type OpenAI from "openai";
import { zodFunction, zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";

let gateway: TestGateway;
let ledger: LedgerReader;
let client: OpenAI;

beforeAll(async () => {
  gateway = await startGateway();
  ledger = createLedgerReader(gateway);
  client = gateway.client((await gateway.accessKey()).token);
});
afterAll(() => gateway?.close());
beforeEach(() => {
  gateway.upstream.reset();
  ledger.mark();
});

const request = { model: "sim:m1", messages: [{ role: "user" as const, content: "one two three" }] };
const text = "m1 heard: one two three";
const Weather = z.object({ city: z.string(), days: z.number() });

/** The members of the usage events that a client sees too. */
function countsOf(usage: OpenAI.CompletionUsage | null | undefined) {
  return {
    inputTokens: usage?.prompt_tokens,
    outputTokens: usage?.completion_tokens,
    cacheReadTokens: usage?.prompt_tokens_details?.cached_tokens,
    reasoningTokens: usage?.completion_tokens_details?.reasoning_tokens,
  };
}

test("a completion has the provider's own members, and the ledger its usage under the id that the client has", async () => {
  const completion = await client.chat.completions.create({ ...request, reasoning_effort: "low", n: 2 });
  expect(completion).toMatchObject({ service_tier: "default", system_fingerprint: expect.any(String) });
  expect(completion.choices).toHaveLength(2);
  expect(completion.choices[1]).toMatchObject({ logprobs: null, message: { content: text, refusal: null } });
  const event = await ledger.event();
  expect(event).toMatchObject({ requestId: completion._request_id, ...countsOf(completion.usage) });
  expect(event.reasoningTokens).toBeGreaterThan(0);
});

test("what the provider read from its cache is told apart in the ledger as the client sees it", async () => {
  const ask = () => client.chat.completions.create({ ...request, prompt_cache_key: "chat" });
  await ask();
  const { usage } = await ask();
  const [, second] = await ledger.events(2);
  expect(second).toMatchObject(countsOf(usage));
  expect(second.cacheReadTokens).toBeGreaterThan(0);
});

test("the stream helper tells of each piece and puts the completion together, usage included", async () => {
  const stream = client.chat.completions.stream({ ...request, stream_options: { include_usage: true } });
  const pieces: string[] = [];
  let done = "";
  stream.on("content.delta", ({ delta }) => pieces.push(delta));
  stream.on("content.done", ({ content }) => {
    done = content;
  });
  const completion = await stream.finalChatCompletion();
  expect(pieces.join("")).toBe(text);
  expect(pieces.length).toBeGreaterThan(2);
  expect(done).toBe(text);
  expect(completion.choices[0]).toMatchObject({ finish_reason: "stop", message: { content: text } });
  expect(await ledger.event()).toMatchObject({ isStreaming: true, ...countsOf(completion.usage) });
});

test("a tool's arguments come in pieces, and whole and parsed at the end", async () => {
  const stream = client.chat.completions.stream({
    ...request,
    tools: [zodFunction({ name: "weather", parameters: Weather })],
  });
  const pieces: string[] = [];
  stream.on("tool_calls.function.arguments.delta", (event) => pieces.push(event.arguments_delta));
  const message = await stream.finalMessage();
  const [call] = message.tool_calls ?? [];
  const called = call?.type === "function" ? call.function : undefined;
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join("")).toBe(called?.arguments);
  expect(called).toMatchObject({ parsed_arguments: { city: "one two three", days: 3 } });
  expect(await ledger.event()).toMatchObject({ stopReason: "tool_calls" });
});

test.each([false, true])(
  "runTools calls the function and gives its result to the model (stream: %s)",
  async (isStreaming) => {
    const asked: unknown[] = [];
    const tool = zodFunction({
      name: "weather",
      parameters: Weather,
      function: (parameters) => {
        asked.push(parameters);
        return `rain in ${parameters.city}`;
      },
    });
    const runner = isStreaming
      ? client.chat.completions.runTools({
          ...request,
          tools: [tool],
          stream: true,
          stream_options: { include_usage: true },
        })
      : client.chat.completions.runTools({ ...request, tools: [tool] });
    expect(await runner.finalContent()).toBe("m1 heard: rain in one two three");
    expect(asked).toEqual([{ city: "one two three", days: 3 }]);
    const total = await runner.totalUsage();
    const events = await ledger.events(2);
    expect(events.map(({ stopReason }) => stopReason)).toEqual(["tool_calls", "stop"]);
    const sum = (name: string) => events.reduce((all, event) => all + event[name], 0);
    expect([sum("inputTokens"), sum("outputTokens")]).toEqual([total.prompt_tokens, total.completion_tokens]);
  },
);

describe("structured output", () => {
  const response_format = zodResponseFormat(Weather, "weather");

  test("is parsed by the schema that went upstream", async () => {
    const completion = await client.chat.completions.parse({ ...request, response_format });
    expect(completion.choices[0]?.message.parsed).toEqual({ city: "one two three", days: 3 });
    const sent = gateway.upstream.requests[0]?.body;
    expect(sent).toMatchObject({ response_format: { type: "json_schema", json_schema: { strict: true } } });
    expect(await ledger.event()).toMatchObject(countsOf(completion.usage));
  });

  test("is parsed from a stream as well, which is counted though the client did not ask for usage", async () => {
    const completion = await client.chat.completions
      .stream({ ...request, response_format })
      .finalChatCompletion();
    expect(completion.choices[0]?.message.parsed).toEqual({ city: "one two three", days: 3 });
    expect(completion.usage ?? null).toBeNull();
    const event = await ledger.event();
    expect(event).toMatchObject({ inputTokens: 6 });
    expect(event).not.toHaveProperty("tokensEstimated");
  });

  test("that a token limit cuts is the SDK's own error, and what was used is in the ledger", async () => {
    const cut = client.chat.completions.parse({ ...request, response_format, max_completion_tokens: 1 });
    await expect(cut).rejects.toThrow("length limit was reached");
    expect(await ledger.event()).toMatchObject({ stopReason: "length", outputTokens: 1, isError: false });
  });
});
