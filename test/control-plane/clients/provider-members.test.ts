import OpenAI from "openai";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";
import { startProviders, type TestProviders } from "./providers.ts";

/** What a provider has beside OpenAI's format: its users find it where they look for it, and the ledger reads it. */
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

const messages = [{ role: "user" as const, content: "one two three" }];
const tools = [
  {
    type: "function" as const,
    function: { name: "weather", parameters: { type: "object", properties: { city: { type: "string" } } } },
  },
];
const upstream = (id: string) => providers.upstreams[id]?.requests.at(-1);
const post = (id: string, more: object = {}) =>
  providers.gateway.post(providers.token, { model: `${id}:m`, messages, ...more });

const usageOf = async (id: string, more: object = {}) =>
  (await client.chat.completions.create({ model: `${id}:m`, messages, ...more })).usage;

test("DeepSeek's thoughts reach the client, and its cache hits and thoughts the ledger", async () => {
  const ask = () =>
    client.chat.completions.create({ model: "deepseek:m", messages, reasoning_effort: "low" });
  await ask();
  const { choices, usage } = await ask();
  expect(choices[0]?.message).toMatchObject({ reasoning_content: expect.stringContaining("thought-0") });
  expect(usage).toMatchObject({ prompt_cache_hit_tokens: 6, prompt_cache_miss_tokens: 0 });
  const [, hit] = await ledger.events(2);
  expect(hit).toMatchObject({ inputTokens: 6, outputTokens: 13, cacheReadTokens: 6, reasoningTokens: 8 });
});

test("DeepSeek's thoughts come as pieces of their own in a stream", async () => {
  const stream = await client.chat.completions.create({
    model: "deepseek:m",
    messages,
    reasoning_effort: "low",
    stream: true,
  });
  let thought = "";
  for await (const { choices } of stream) {
    const delta = choices[0]?.delta as { reasoning_content?: string } | undefined;
    thought += delta?.reasoning_content ?? "";
  }
  expect(thought.split(" ")).toHaveLength(8);
  expect(await ledger.event()).toMatchObject({ outputTokens: 13, reasoningTokens: 8 });
});

test("what Google's model thought is in the sum only, and is counted as output all the same", async () => {
  const usage = await usageOf("google", { reasoning_effort: "low" });
  expect(usage).toEqual({ prompt_tokens: 6, completion_tokens: 5, total_tokens: 19 });
  expect(await ledger.event()).toMatchObject({ inputTokens: 6, outputTokens: 13, reasoningTokens: 8 });
});

test("Google's thought signature goes to the client and back to Google", async () => {
  const { choices } = await client.chat.completions.create({ model: "google:m", messages, tools });
  const { message } = choices[0] ?? {};
  if (!message) throw new Error("There is no message.");
  const signature = { google: { thought_signature: expect.any(String) } };
  expect(message.tool_calls?.[0]).toMatchObject({ extra_content: signature });
  const result = {
    role: "tool" as const,
    tool_call_id: message.tool_calls?.[0]?.id ?? "",
    content: "rain",
  };
  await client.chat.completions.create({
    model: "google:m",
    messages: [...messages, message, result],
    tools,
  });
  expect(upstream("google")?.body).toMatchObject({
    messages: [{}, { tool_calls: [{ extra_content: signature }] }, {}],
  });
});

test("Google's errors, a list of one, raise the class of their status, and stay as they are", async () => {
  providers.upstreams.google?.failNext({ kind: "status", status: 400 }, { times: 2 });
  expect(await usageOf("google").catch((caught) => caught)).toBeInstanceOf(OpenAI.BadRequestError);
  // What OpenAI's SDK makes of a list is the message "no body"; who reads the body itself finds it.
  const error = { code: 400, message: "A simulated fault: 400.", status: "INVALID_ARGUMENT" };
  expect(await (await post("google")).json()).toEqual([{ error }]);
});

test("when all candidates fail, the reason of one is told in its own words, in whatever shape they came", async () => {
  const body = { model: "google:m", models: ["openrouter:m"], messages };
  for (const id of ["google", "openrouter"]) {
    providers.upstreams[id]?.failNext({ kind: "status", status: 503 });
  }
  const answer = await providers.gateway.post(providers.token, body);
  const { message } = ((await answer.json()) as { error: { message: string } }).error;
  expect(message).toMatch(/\nopenrouter: m: [^\n]*status 503: A simulated fault: 503\./);
  expect(message).toMatch(/\ngoogle: m: [^\n]*status 503: A simulated fault: 503\./);
});

test("OpenRouter's comments and cost, Groq's times and Azure's filters are where their users look for them", async () => {
  expect(await usageOf("openrouter")).toMatchObject({ cost: expect.any(Number), is_byok: false });
  expect(await usageOf("groq")).toMatchObject({ queue_time: expect.any(Number) });
  expect(await (await post("openrouter", { stream: true })).text()).toMatch(
    /^(: OPENROUTER PROCESSING\n\n){2}/,
  );
  expect(await (await post("azure", { stream: true })).text()).toMatch(/^data: \{"choices":\[\],"created":0/);
  expect(upstream("azure")).toMatchObject({ query: { "api-version": "2024-10-21" } });
});
