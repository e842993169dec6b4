import Anthropic from "@anthropic-ai/sdk";
import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
import { zodOutputFormat } from "@anthropic-ai/sdk/helpers/zod";
import { z } from "zod";
import { FIRST, startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";

let gateway: TestGateway;
let ledger: LedgerReader;
let token: string;
let client: Anthropic;

beforeAll(async () => {
  gateway = await startGateway();
  ledger = createLedgerReader(gateway);
  ({ token } = await gateway.accessKey());
  client = new Anthropic({ apiKey: token, baseURL: gateway.service.baseUrl, maxRetries: 0 });
});
afterAll(() => gateway?.close());
beforeEach(() => {
  gateway.upstream.reset();
  ledger.mark();
});

const request = {
  model: "sim:m1",
  max_tokens: 2000,
  messages: [{ role: "user" as const, content: "one two three" }],
};
const text = "m1 heard: one two three";
const Weather = z.object({ city: z.string(), days: z.number() });
const VERSION = expect.stringMatching(/^\d{4}-\d\d-\d\d$/);
const upstream = () => gateway.upstream.requests.at(-1);

/** Anthropic counts what was read from and written to its cache apart; here it is input like the rest. */
function countsOf(usage: Anthropic.Usage) {
  const read = usage.cache_read_input_tokens ?? 0;
  return {
    inputTokens: usage.input_tokens + read + (usage.cache_creation_input_tokens ?? 0),
    outputTokens: usage.output_tokens,
    cacheReadTokens: read,
    reasoningTokens: usage.output_tokens_details?.thinking_tokens ?? 0,
  };
}

test.each<[string, object]>([
  ["apiKey", { apiKey: "TOKEN" }],
  ["authToken", { apiKey: null, authToken: "TOKEN" }],
  // The header in which the SDK's older versions send an apiKey.
  ["x-api-key", { apiKey: null, authToken: null, defaultHeaders: { "x-api-key": "TOKEN" } }],
])("the access key is taken as %s, and the upstream gets its own", async (_, options) => {
  const given = JSON.parse(JSON.stringify(options).replace("TOKEN", token));
  const message = await new Anthropic({ baseURL: gateway.service.baseUrl, ...given }).messages.create(
    request,
  );
  expect(message.content).toMatchObject([{ type: "text", text }]);
  expect(upstream()).toMatchObject({ key: FIRST, headers: { "x-api-key": FIRST } });
  expect(await ledger.event()).toMatchObject(countsOf(message.usage));
});

test("the stream helper tells of each piece, and its message is the one that was billed", async () => {
  const stream = client.messages.stream(request);
  const pieces: string[] = [];
  stream.on("text", (piece) => pieces.push(piece));
  const message = await stream.finalMessage();
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.join("")).toBe(text);
  expect(await ledger.event()).toMatchObject({ isStreaming: true, ...countsOf(message.usage) });
});

test.each([false, true])(
  "thoughts come as a block of their own with its signature, and are counted (stream: %s)",
  async (isStreaming) => {
    const asked = { ...request, thinking: { type: "enabled" as const, budget_tokens: 1024 } };
    const thoughts: string[] = [];
    const message = isStreaming
      ? await client.messages
          .stream(asked)
          .on("thinking", (piece) => thoughts.push(piece))
          .finalMessage()
      : await client.messages.create(asked);
    const [thought, answer] = message.content;
    if (thought?.type !== "thinking") throw new Error(`It is ${thought?.type}.`);
    expect(thought.thinking).toBe("Somebody says: one two three");
    expect(thought.signature).toMatch(/^[\w+/=]+$/);
    expect(thoughts.join("")).toBe(isStreaming ? thought.thinking : "");
    expect(answer).toMatchObject({ type: "text", text });
    const event = await ledger.event();
    expect(event).toMatchObject(countsOf(message.usage));
    expect(event.reasoningTokens).toBe(5);
    // Anthropic wants them back exactly as they were.
    await client.messages.create({
      ...asked,
      messages: [...asked.messages, { role: "assistant", content: message.content }, ...asked.messages],
    });
    expect(upstream()?.body).toMatchObject({ messages: [{}, { content: [{ ...thought }, {}] }, {}] });
  },
);

test("what is written to the cache and read from it is counted as the client sees it", async () => {
  const cache_control = { type: "ephemeral" as const };
  const system = [{ type: "text" as const, text: "a long system prompt", cache_control }];
  const ask = () => client.messages.create({ ...request, system });
  const [written, read] = [await ask(), await ask()];
  expect(written.usage.cache_creation_input_tokens).toBeGreaterThan(0);
  expect(read.usage.cache_read_input_tokens).toBe(written.usage.cache_creation_input_tokens);
  const events = await ledger.events(2);
  expect(events[0]).toMatchObject(countsOf(written.usage));
  expect(events[1]).toMatchObject(countsOf(read.usage));
});

test("a tool's input comes in pieces of JSON, and whole at the end", async () => {
  const tools = [{ name: "weather", input_schema: z.toJSONSchema(Weather) as Anthropic.Tool.InputSchema }];
  const stream = client.messages.stream({ ...request, tools });
  const pieces: string[] = [];
  stream.on("inputJson", (piece) => pieces.push(piece));
  const message = await stream.finalMessage();
  const input = { city: "one two three", days: 3 };
  expect(message.content).toMatchObject([{ type: "tool_use", name: "weather", input }]);
  expect(pieces.length).toBeGreaterThan(1);
  expect(JSON.parse(pieces.join(""))).toEqual(input);
  expect(await ledger.event()).toMatchObject({ stopReason: "tool_use", ...countsOf(message.usage) });
});

test("the tool runner calls the function and gives its result to the model", async () => {
  const weather = betaZodTool({
    name: "weather",
    description: "Tells the weather.",
    inputSchema: Weather,
    run: ({ city }) => `rain in ${city}`,
  });
  const final = await client.beta.messages.toolRunner({ ...request, tools: [weather] });
  expect(final.content).toMatchObject([{ type: "text", text: "m1 heard: rain in one two three" }]);
  const events = await ledger.events(2);
  expect(events.map(({ stopReason }) => stopReason)).toEqual(["tool_use", "end_turn"]);
});

test("a structured output is parsed by the schema that went upstream", async () => {
  const output_config = { format: zodOutputFormat(Weather) };
  const message = await client.messages.parse({ ...request, output_config });
  expect(message.parsed_output).toEqual({ city: "one two three", days: 3 });
  expect(upstream()?.body).toMatchObject({ output_config: { format: { type: "json_schema" } } });
});

test("the beta surface's own address and headers reach the upstream", async () => {
  await client.beta.messages.create({ ...request, betas: ["context-1m-2025-08-07", "files-api-2025-04-14"] });
  expect(upstream()).toMatchObject({ path: "/v1/messages", headers: { "anthropic-version": VERSION } });
  expect(upstream()?.headers["anthropic-beta"]).toBe("context-1m-2025-08-07,files-api-2025-04-14");
  expect(upstream()?.body).not.toHaveProperty("betas");
});
