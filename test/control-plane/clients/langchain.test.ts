import { type AIMessageChunk, HumanMessage, ToolMessage, type UsageMetadata } from "@langchain/core/messages";
import { tool } from "@langchain/core/tools";
import { ChatOpenAI, type ChatOpenAIFields, OpenAIEmbeddings } from "@langchain/openai";
import { z } from "zod";
import { startGateway, type TestGateway } from "../../support/gateway.ts";
import { createLedgerReader, type LedgerReader } from "./ledger.ts";

let gateway: TestGateway;
let ledger: LedgerReader;
let token: string;

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
  await chat().invoke("one");
  gateway.upstream.reset();
  await new Promise((resolve) => setTimeout(resolve, 5));
  ledger.mark();
});

const address = () => ({ baseURL: `${gateway.service.baseUrl}/v1` });
const chat = (fields: ChatOpenAIFields = {}) =>
  new ChatOpenAI({
    model: "sim:m1",
    apiKey: token,
    maxRetries: 0,
    configuration: address(),
    ...fields,
  });
const prompt = "one two three";
const text = "m1 heard: one two three";
const Weather = z.object({ city: z.string(), days: z.number() });
const object = { city: "one two three", days: 3 };

/** The members of the usage events that a client sees too. */
function countsOf(usage: UsageMetadata | undefined) {
  return { inputTokens: usage?.input_tokens, outputTokens: usage?.output_tokens };
}

describe.each([
  ["chat completions", false],
  ["responses", true],
])("over %s", (_, useResponsesApi) => {
  test("invoke: the answer, and its usage as in the ledger", async () => {
    const message = await chat({ useResponsesApi }).invoke(prompt);
    expect(message.text).toBe(text);
    expect(await ledger.event()).toMatchObject(countsOf(message.usage_metadata));
    expect(gateway.upstream.requests[0]?.path).toBe(
      useResponsesApi ? "/v1/responses" : "/v1/chat/completions",
    );
  });

  test("stream: pieces that add up to the answer, and its usage as in the ledger", async () => {
    let sum: AIMessageChunk | undefined;
    let pieces = 0;
    for await (const chunk of await chat({ useResponsesApi }).stream(prompt)) {
      sum = sum?.concat(chunk) ?? chunk;
      pieces++;
    }
    expect(pieces).toBeGreaterThan(2);
    expect(sum?.text).toBe(text);
    expect(await ledger.event()).toMatchObject({ isStreaming: true, ...countsOf(sum?.usage_metadata) });
  });

  test("bindTools: the call, and the answer to its result", async () => {
    const weather = tool(({ city }: z.infer<typeof Weather>) => `rain in ${city}`, {
      name: "weather",
      description: "Tells the weather.",
      schema: Weather,
    });
    const bound = chat({ useResponsesApi }).bindTools([weather]);
    const asked = new HumanMessage(prompt);
    const message = await bound.invoke([asked]);
    const [call] = message.tool_calls ?? [];
    if (!call) throw new Error("It calls no tool.");
    expect(call).toMatchObject({ name: "weather", args: object });
    const result: ToolMessage = await weather.invoke({ ...call, type: "tool_call" });
    expect(result).toBeInstanceOf(ToolMessage);
    expect((await bound.invoke([asked, message, result])).text).toBe("m1 heard: rain in one two three");
    expect(await ledger.events(2)).toHaveLength(2);
  });

  test.each(["jsonSchema", "functionCalling"] as const)(
    "withStructuredOutput by %s: a value of the schema",
    async (method) => {
      const structured = chat({ useResponsesApi }).withStructuredOutput(Weather, { method });
      expect(await structured.invoke(prompt)).toEqual(object);
      await ledger.event();
    },
  );
});

test("embeddings: the same vector for the same text, and the tokens in the ledger", async () => {
  const embeddings = new OpenAIEmbeddings({
    model: "sim:m1",
    apiKey: token,
    maxRetries: 0,
    configuration: address(),
  });
  const [first, second] = await embeddings.embedDocuments(["one two", "three"]);
  expect(await embeddings.embedQuery("one two")).toEqual(first);
  expect(second).not.toEqual(first);
  const events = await ledger.events(2);
  expect(events.map(({ inputTokens }) => inputTokens)).toEqual([3, 2]);
  expect(events.some(({ tokensEstimated }) => tokensEstimated)).toBe(false);
});
