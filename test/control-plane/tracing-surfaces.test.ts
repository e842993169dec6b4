import Anthropic from "@anthropic-ai/sdk";
import type { UpstreamProvider } from "../../control-plane/src/gateway/candidate.ts";
import { providerName } from "../../control-plane/src/tracing/provider-name.ts";
import { FIRST, MESSAGES, startGateway, type TestGateway } from "../support/gateway.ts";
import { type CollectedSpan, type OtlpCollector, startOtlpCollector } from "../support/otlp-collector.ts";
import { type SimulatedProvider, startSimulatedProvider } from "../support/simulated-provider/index.ts";

let collector: OtlpCollector;
let upstream: SimulatedProvider;
let gateway: TestGateway;
let token: string;

beforeAll(async () => {
  collector = await startOtlpCollector();
  upstream = await startSimulatedProvider();
  const builtIn = (prefix: string) => ({
    [`${prefix}_API_KEY`]: `sk-${prefix}-0123456789abcdef`,
    [`${prefix}_BASE_URL`]: `${upstream.url}/v1`,
  });
  gateway = await startGateway({
    env: {
      ...["OPENAI", "ANTHROPIC", "GOOGLE", "GROQ", "DEEPSEEK", "OPENROUTER"]
        .map(builtIn)
        .reduce(Object.assign),
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: "20",
    },
  });
  ({ token } = await gateway.accessKey());
});
afterAll(async () => {
  await gateway?.close();
  await upstream?.close();
  await collector?.close();
});

/** The span of the only try of a request. */
async function tried(path: string, body: object): Promise<CollectedSpan> {
  const answer = await fetch(`${gateway.service.baseUrl}/v1/${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(text);
  const [own, span] = await collector.spansOf(answer.headers.get("x-request-id") as string, 1);
  expect(own.name).toBe(`POST /v1/${path}`);
  return span as CollectedSpan;
}

const LIMIT = { max_tokens: 20 };
test.each([
  [
    "chat/completions",
    "chat gpt-4o",
    { messages: MESSAGES, ...LIMIT },
    { "openai.api.type": "chat_completions" },
  ],
  ["responses", "chat gpt-4o", { input: "Hello", max_output_tokens: 20 }, { "openai.api.type": "responses" }],
  ["completions", "text_completion gpt-4o", { prompt: "Hello", ...LIMIT }, {}],
])("POST /v1/%s, in one piece and as a stream, is the operation of %s", async (path, name, body, more) => {
  const seen = [];
  for (const stream of [false, true]) {
    const { name, attributes } = await tried(path, { ...body, model: "openai:gpt-4o", stream });
    expect(attributes).toMatchObject({
      "gen_ai.operation.name": name.split(" ")[0],
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "gpt-4o",
      "gen_ai.request.max_tokens": 20,
      "gen_ai.response.model": "gpt-4o",
      "gen_ai.response.id": expect.any(String),
      "aigateway.credential.source": "ngrok",
      ...more,
    });
    expect(attributes["gen_ai.response.finish_reasons"]).toHaveLength(1);
    expect(attributes["gen_ai.usage.input_tokens"]).toBeGreaterThan(0);
    expect(attributes["gen_ai.usage.output_tokens"]).toBeGreaterThan(0);
    // The model's price, which the operator's credential makes the account's, is far above the fee.
    expect(attributes["aigateway.cost.usd"]).toBeGreaterThan(1e-5);
    seen.push(name);
  }
  expect(seen).toEqual([name, name]);
});

test("embeddings have input tokens, dimensions, and neither output nor a finish reason", async () => {
  const body = { model: "openai:text-embedding-3-small", input: "Hello", dimensions: 8 };
  const { name, attributes } = await tried("embeddings", body);
  expect(name).toBe("embeddings text-embedding-3-small");
  expect(attributes).toMatchObject({
    "gen_ai.embeddings.dimension.count": 8,
    "gen_ai.usage.output_tokens": 0,
  });
  expect(attributes["gen_ai.usage.input_tokens"]).toBeGreaterThan(0);
  expect(attributes).not.toHaveProperty(["gen_ai.response.finish_reasons"]);
});

test("Anthropic's own SDK, with its prompt cache: what is read and written is part of the input", async () => {
  const client = new Anthropic({ apiKey: token, baseURL: gateway.service.baseUrl, maxRetries: 0 });
  const text = "A long prompt that is worth to be kept. ".repeat(300);
  const system = [{ type: "text" as const, text, cache_control: { type: "ephemeral" as const } }];
  const ask = async () => {
    const stream = client.messages.stream({
      model: "anthropic:any-model",
      max_tokens: 9,
      system,
      messages: MESSAGES,
    });
    const message = await stream.finalMessage();
    const [, span] = await collector.spansOf(stream.request_id as string, 1);
    return { message, attributes: (span as CollectedSpan).attributes };
  };
  const written = await ask();
  expect(written.attributes).toMatchObject({
    "gen_ai.operation.name": "chat",
    "gen_ai.provider.name": "anthropic",
    "gen_ai.response.id": written.message.id,
    "gen_ai.response.model": written.message.model,
    "gen_ai.response.finish_reasons": [written.message.stop_reason],
    "gen_ai.usage.cache_creation.input_tokens": written.message.usage.cache_creation_input_tokens,
  });
  const { usage } = written.message;
  const inputs =
    usage.input_tokens + (usage.cache_creation_input_tokens ?? 0) + (usage.cache_read_input_tokens ?? 0);
  expect(written.attributes["gen_ai.usage.input_tokens"]).toBe(inputs);
  const read = await ask();
  expect(read.message.usage.cache_read_input_tokens).toBeGreaterThan(0);
  expect(read.attributes["gen_ai.usage.cache_read.input_tokens"]).toBe(
    read.message.usage.cache_read_input_tokens,
  );
});

test.each([
  ["openai", "openai"],
  ["anthropic", "anthropic"],
  ["google", "gcp.gemini"],
  ["groq", "groq"],
  ["deepseek", "deepseek"],
  ["openrouter", "openrouter"],
])("the built-in provider %s is %s, by the conventions where they have a name", async (id, name) => {
  const { attributes } = await tried("chat/completions", { model: `${id}:any-model`, messages: MESSAGES });
  expect(attributes).toMatchObject({ "gen_ai.provider.name": name, "aigateway.provider.id": id });
  if (id !== "openai") expect(attributes).not.toHaveProperty(["openai.api.type"]);
});

test("an address at Azure OpenAI is that, whatever the account calls its provider", () => {
  const provider = { id: "mine", custom: true } as UpstreamProvider;
  expect(providerName(provider, "mine.openai.azure.com")).toBe("azure.ai.openai");
  expect(providerName(provider, "example.com")).toBe("mine");
});

test("an output limit that the account has lowered is told as it was sent, a parameter that was removed is not", async () => {
  const { api } = gateway.service;
  await api("PATCH", "/gateway-config", { maxOutputTokens: 5 });
  const formats = [
    { format: "openai", surface: "chat-completions", supportedParams: [{ name: "max_tokens" }] },
  ];
  const strict = {
    providerId: "strict",
    name: "S",
    baseUrl: gateway.upstream.url,
    supportedApiSurfaces: formats,
  };
  expect((await api("POST", "/providers", strict)).status).toBe(201);
  await api("POST", "/provider-keys", { providerId: "strict", name: "k", value: FIRST });
  const { attributes } = await tried("chat/completions", {
    ...{ model: "strict:m1", messages: MESSAGES, temperature: 1, max_tokens: 100 },
  });
  const sent = gateway.upstream.requests.at(-1)?.body as object;
  expect(sent).not.toHaveProperty("temperature");
  expect(sent).toHaveProperty("max_tokens", 5);
  expect(attributes["gen_ai.request.max_tokens"]).toBe(5);
  expect(attributes).not.toHaveProperty(["gen_ai.request.temperature"]);
});
