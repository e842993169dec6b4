import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import {
  embed,
  embedMany,
  generateObject,
  generateText,
  type LanguageModelUsage,
  Output,
  stepCountIs,
  streamObject,
  streamText,
  tool,
} from "ai";
import { z } from "zod";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";

let gateway: TestGateway;
let ledger: LedgerReader;
let token: string;

const providerWith = (apiKey: string) =>
  createOpenAICompatible({
    name: "aigateway",
    apiKey,
    baseURL: `${gateway.service.baseUrl}/v1`,
    includeUsage: true,
    supportsStructuredOutputs: true,
  });

beforeAll(async () => {
  gateway = await startGateway();
  ledger = createLedgerReader(gateway);
  const [first] = gateway.providerKeyIds;
  const steps = [{ type: "user" as const, keys: [{ id: first }] }];
  ({ token } = await gateway.accessKey({ router: { rules: [{ provider: "sim", steps }] } }));
});
afterAll(() => gateway?.close());
beforeEach(async () => {
  gateway.upstream.reset();
  // A success, so that the failures of the tests before do not add up to an open circuit.
  await generateText({ model: model(), prompt: "one" });
  gateway.upstream.reset();
  await new Promise((resolve) => setTimeout(resolve, 5));
  ledger.mark();
});

const model = () => providerWith(token)("sim:m1");
const prompt = "one two three";
const text = "m1 heard: one two three";
const Weather = z.object({ city: z.string(), days: z.number() });
const object = { city: "one two three", days: 3 };
const countsOf = ({ inputTokens, outputTokens }: LanguageModelUsage) => ({ inputTokens, outputTokens });

describe("text", () => {
  test("generateText: the answer, and its usage as in the ledger", async () => {
    const result = await generateText({ model: model(), prompt });
    expect(result).toMatchObject({ text, finishReason: "stop" });
    const event = await ledger.event();
    expect(event).toMatchObject(countsOf(result.usage));
    expect(result.response.headers?.["x-request-id"]).toBe(event.requestId);
  });

  test("streamText: the answer in pieces, and its usage as in the ledger", async () => {
    const result = streamText({ model: model(), prompt });
    const pieces: string[] = [];
    for await (const piece of result.textStream) pieces.push(piece);
    expect(pieces.length).toBeGreaterThan(2);
    expect(pieces.join("")).toBe(text);
    expect(await result.finishReason).toBe("stop");
    expect(await ledger.event()).toMatchObject({ isStreaming: true, ...countsOf(await result.usage) });
  });

  test("a stream that is aborted is aborted upstream, and the ledger has what came", async () => {
    gateway.upstream.failNext({ kind: "hang-mid-stream", after: 5 });
    const controller = new AbortController();
    const { fullStream } = streamText({ model: model(), prompt, abortSignal: controller.signal });
    const types: string[] = [];
    for await (const { type } of fullStream) {
      types.push(type);
      if (type === "text-delta") controller.abort();
    }
    expect(types.at(-1)).toBe("abort");
    await gateway.upstream.requests[0]?.finished;
    expect(gateway.upstream.requests[0]?.aborted).toBe(true);
    expect(await ledger.event()).toMatchObject({ stopReason: "client_closed", isError: false });
  });
});

describe("structured output", () => {
  test("Output.object and generateObject: a value of the schema that went upstream", async () => {
    const written = await generateText({
      model: model(),
      prompt,
      output: Output.object({ schema: Weather }),
    });
    expect(written.output).toEqual(object);
    const generated = await generateObject({ model: model(), prompt, schema: Weather });
    expect(generated.object).toEqual(object);
    for (const { body } of gateway.upstream.requests) {
      expect(body).toMatchObject({ response_format: { type: "json_schema" } });
    }
    const events = await ledger.events(2);
    expect(events[1]).toMatchObject(countsOf(generated.usage));
  });

  test("streamObject: the value grows", async () => {
    const result = streamObject({ model: model(), prompt, schema: Weather });
    const grown: unknown[] = [];
    for await (const partial of result.partialObjectStream) grown.push(partial);
    expect(grown.length).toBeGreaterThan(1);
    expect(await result.object).toEqual(object);
  });
});

test.each([false, true])("tools run in steps until the model answers (stream: %s)", async (isStreaming) => {
  const weather = tool({ inputSchema: Weather, execute: async ({ city }) => `rain in ${city}` });
  const asked = { model: model(), prompt, tools: { weather }, stopWhen: stepCountIs(3) };
  const result = isStreaming ? streamText(asked) : await generateText(asked);
  if ("consumeStream" in result) await result.consumeStream();
  const steps = await result.steps;
  expect(steps.map(({ finishReason }) => finishReason)).toEqual(["tool-calls", "stop"]);
  expect(steps[0]?.toolCalls[0]).toMatchObject({ toolName: "weather", input: object });
  expect(await result.text).toBe("m1 heard: rain in one two three");
  const events = await ledger.events(2);
  expect(events.map(({ outputTokens }) => outputTokens)).toEqual(
    steps.map(({ usage }) => usage.outputTokens),
  );
});

test("embed and embedMany: the same vector for the same text, and the tokens as in the ledger", async () => {
  const embedder = providerWith(token).embeddingModel("sim:m1");
  const one = await embed({ model: embedder, value: "one two" });
  const many = await embedMany({ model: embedder, values: ["three", "one two"] });
  expect(one.embedding).toHaveLength(1536);
  expect(many.embeddings[1]).toEqual(one.embedding);
  const events = await ledger.events(2);
  expect(events.map(({ inputTokens }) => inputTokens)).toEqual([one.usage.tokens, many.usage.tokens]);
  expect(events.some(({ tokensEstimated }) => tokensEstimated)).toBe(false);
});
