import type OpenAI from "openai";
import { zodResponsesFunction, zodTextFormat } from "openai/helpers/zod";
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

const request = { model: "sim:m1", input: "one two three" };
const text = "m1 heard: one two three";
const Weather = z.object({ city: z.string(), days: z.number() });
const tools = [zodResponsesFunction({ name: "weather", parameters: Weather })];

function countsOf(usage: OpenAI.Responses.ResponseUsage | null | undefined) {
  return {
    inputTokens: usage?.input_tokens,
    outputTokens: usage?.output_tokens,
    cacheReadTokens: usage?.input_tokens_details.cached_tokens,
    reasoningTokens: usage?.output_tokens_details.reasoning_tokens,
  };
}

describe("responses", () => {
  test("a response has the provider's own members, and the ledger its usage", async () => {
    const response = await client.responses.create({
      ...request,
      instructions: "be brief",
      metadata: { a: "b" },
    });
    expect(response).toMatchObject({
      output_text: text,
      service_tier: "default",
      metadata: { a: "b" },
      text: { format: { type: "text" } },
    });
    expect(await ledger.event()).toMatchObject({
      requestId: response._request_id,
      ...countsOf(response.usage),
    });
  });

  test("the stream helper tells of each piece, and its response is the one that was billed", async () => {
    const stream = client.responses.stream({ ...request, reasoning: { effort: "low" } });
    const pieces: string[] = [];
    stream.on("response.output_text.delta", ({ delta }) => pieces.push(delta));
    const response = await stream.finalResponse();
    expect(pieces.length).toBeGreaterThan(2);
    expect([pieces.join(""), response.output_text]).toEqual([text, text]);
    const event = await ledger.event();
    expect(event).toMatchObject({ isStreaming: true, ...countsOf(response.usage) });
    expect(event.reasoningTokens).toBeGreaterThan(0);
  });

  test("a structured output is parsed, in one piece and from a stream", async () => {
    const asked = { ...request, text: { format: zodTextFormat(Weather, "weather") } };
    const whole = await client.responses.parse(asked);
    expect(whole.output_parsed).toEqual({ city: "one two three", days: 3 });
    const streamed = await client.responses.stream(asked).finalResponse();
    expect(streamed.output_parsed).toEqual(whole.output_parsed);
    for (const event of await ledger.events(2)) expect(event).toMatchObject(countsOf(whole.usage));
  });

  test("a function's arguments come in pieces and are parsed; its result continues the conversation", async () => {
    const stream = client.responses.stream({ ...request, tools });
    const pieces: string[] = [];
    stream.on("response.function_call_arguments.delta", ({ delta }) => pieces.push(delta));
    const [call] = (await stream.finalResponse()).output;
    if (call?.type !== "function_call") throw new Error(`It is ${call?.type}.`);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.join("")).toBe(call.arguments);
    expect(call.parsed_arguments).toEqual({ city: "one two three", days: 3 });
    const answer = await client.responses.create({
      ...request,
      tools,
      input: [
        { role: "user", content: "one" },
        { type: "function_call", call_id: call.call_id, name: call.name, arguments: call.arguments },
        { type: "function_call_output", call_id: call.call_id, output: "rain" },
      ],
    });
    expect(answer.output_text).toBe("m1 heard: rain");
    expect(await ledger.events(2)).toHaveLength(2);
  });

  test("a stream that its reader leaves is aborted upstream and recorded as closed by the client", async () => {
    gateway.upstream.failNext({ kind: "hang-mid-stream", after: 6 });
    for await (const event of await client.responses.create({ ...request, stream: true })) {
      if (event.type === "response.output_text.delta") break;
    }
    await gateway.upstream.requests[0]?.finished;
    expect(gateway.upstream.requests[0]?.aborted).toBe(true);
    expect(await ledger.event()).toMatchObject({ stopReason: "client_closed", tokensEstimated: true });
  });
});

describe("embeddings", () => {
  const input = ["one two", "three"];
  const ask = (more: Partial<OpenAI.EmbeddingCreateParams> = {}) =>
    client.embeddings.create({ model: "sim:m1", input, ...more });

  test("the SDK's own base64 transport and plain numbers bring the same vectors", async () => {
    const decoded = await ask();
    expect(gateway.upstream.requests[0]?.body).toMatchObject({ encoding_format: "base64" });
    const plain = await ask({ encoding_format: "float" });
    expect(gateway.upstream.requests[1]?.body).toMatchObject({ encoding_format: "float" });
    expect(decoded.data).toEqual(plain.data);
    expect(decoded.data[0]?.embedding).toHaveLength(1536);
    for (const event of await ledger.events(2)) {
      expect(event).toMatchObject({ inputTokens: plain.usage.prompt_tokens, outputTokens: 0 });
      expect(event).not.toHaveProperty("tokensEstimated");
    }
  });

  test("base64 that the program asks for itself arrives undecoded", async () => {
    const { data } = await ask({ encoding_format: "base64", dimensions: 4 });
    const bytes = Buffer.from(data[0]?.embedding as unknown as string, "base64");
    expect(bytes).toHaveLength(4 * Float32Array.BYTES_PER_ELEMENT);
  });

  test("vectors have as many dimensions as were asked for", async () => {
    const { data } = await ask({ dimensions: 8 });
    expect(data.map(({ embedding }) => embedding.length)).toEqual([8, 8]);
  });
});
