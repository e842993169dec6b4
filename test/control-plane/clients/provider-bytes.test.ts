import type OpenAI from "openai";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";
import { startProviders, type TestProviders } from "./providers.ts";

/** Each provider writes OpenAI's format in its own way: a client gets that way, and the ledger the right counts. */
let providers: TestProviders;
let ledger: LedgerReader;
let client: OpenAI;

beforeAll(async () => {
  providers = await startProviders();
  ledger = createLedgerReader(providers.gateway);
  client = providers.gateway.client(providers.token);
});
afterAll(() => providers?.close());
beforeEach(() => {
  for (const upstream of Object.values(providers.upstreams)) upstream.reset();
  ledger.mark();
});

const PROVIDERS = ["azure", "deepseek", "google", "groq", "llama-cpp", "llama-cpp-python", "openrouter"];
const messages = [{ role: "user" as const, content: "one two three" }];
const tools = [
  {
    type: "function" as const,
    function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } } } },
  },
];
const includeUsage = { stream: true, stream_options: { include_usage: true } };
const upstream = (id: string) => providers.upstreams[id]?.requests.at(-1);
const post = (id: string, more: object = {}) =>
  providers.gateway.post(providers.token, { model: `${id}:m`, messages, ...more });

describe.each(PROVIDERS)("%s", (id) => {
  const model = `${id}:m`;

  test.each<[string, object]>([
    ["in one piece", {}],
    ["a tool call in one piece", { tools }],
    ["as a stream with usage", includeUsage],
    ["a tool call as a stream with usage", { tools, ...includeUsage }],
    ["as a stream of two choices", { n: 2, ...includeUsage }],
  ])("an answer %s is byte for byte the provider's", async (_, more) => {
    const answer = await post(id, more);
    expect(answer.status).toBe(200);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.toString()).toBe(upstream(id)?.answer.toString());
    expect(bytes.length).toBeGreaterThan(0);
    await ledger.event();
  });

  test("a stream without usage is the provider's too, but for the piece that only the gateway asked for", async () => {
    const bytes = await (await post(id, { stream: true })).text();
    const sent = upstream(id)?.answer.toString() ?? "";
    const usageOnly = /data: \{(?=[^\n]*"choices":\[\])(?=[^\n]*"usage":\{)[^\n]*\n\n/;
    expect(bytes).toBe(sent.replace(usageOnly, ""));
  });

  test("an answer's counts are in the ledger as the provider gave them", async () => {
    const { usage } = await client.chat.completions.create({ model, messages });
    const event = await ledger.event();
    expect(event).toMatchObject({ provider: id, inputTokens: usage?.prompt_tokens, stopReason: "stop" });
    expect(event.outputTokens).toBe((usage?.total_tokens ?? 0) - (usage?.prompt_tokens ?? 0));
    expect(event).not.toHaveProperty("tokensEstimated");
  });

  test("a stream's text comes together in the SDK, and it ends well in the ledger", async () => {
    const stream = client.chat.completions.stream({
      model,
      messages,
      stream_options: { include_usage: true },
    });
    expect(await stream.finalContent()).toBe("m heard: one two three");
    const event = await ledger.event();
    expect(event).toMatchObject({ isStreaming: true, isError: false, statusCode: 200, stopReason: "stop" });
    // A server that sends no usage at all leaves the gateway nothing but an estimate.
    expect("tokensEstimated" in event).toBe(id === "llama-cpp-python");
    if (id !== "llama-cpp-python") expect([event.inputTokens, event.outputTokens]).toEqual([6, 5]);
  });
});
