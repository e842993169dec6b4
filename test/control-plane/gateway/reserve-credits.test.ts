import type { Candidate, Credential } from "../../../control-plane/src/gateway/candidate.ts";
import { parseRequest } from "../../../control-plane/src/gateway/parse-request.ts";
import { maxCost } from "../../../control-plane/src/gateway/reserve-credits.ts";
import { chatCompletions } from "../../../control-plane/src/gateway/surfaces/chat-completions.ts";
import { embeddings } from "../../../control-plane/src/gateway/surfaces/embeddings.ts";
import { FEE_NANOS_PER_TOKEN, modelCost } from "../../../control-plane/src/ledger/cost.ts";

const USERS: Credential = { source: "user", id: "aigpk_1", name: "own", value: () => "sk" };
const OPERATORS: Credential = { source: "ngrok", value: () => "sk" };
const candidate = (credential: Credential, model = "gpt-4o"): Candidate => ({
  provider: {
    id: "openai",
    displayName: "OpenAI",
    baseUrl: "https://api.openai.com/v1",
    custom: false,
    supportedParams: null,
  },
  model,
  credential,
  origin: { kind: "default" },
});
const request = (body: object, surface = chatCompletions) =>
  parseRequest(surface, Buffer.from(JSON.stringify({ model: "gpt-4o", ...body })));
const priced = (inputTokens: number, outputTokens: number) =>
  (inputTokens + outputTokens) * FEE_NANOS_PER_TOKEN +
  modelCost("openai", "gpt-4o", { inputTokens, outputTokens, cacheReadTokens: 0, reasoningTokens: 0 });

describe("what a request may cost at most", () => {
  test("is the fee alone with the account's own key, whatever the model costs", () => {
    const asked = request({ max_tokens: 1000 });
    expect(maxCost(asked, [candidate(USERS)], null)).toBe((asked.bytes.length + 1000) * FEE_NANOS_PER_TOKEN);
  });

  test("has the model's price with the operator's key, at the dearest of the candidates", () => {
    const asked = request({ max_tokens: 1000 });
    const all = [candidate(USERS), candidate(OPERATORS, "gpt-4o-mini"), candidate(OPERATORS)];
    expect(maxCost(asked, all, null)).toBe(priced(asked.bytes.length, 1000));
  });

  test("goes by the lowest limit: the request's, under any of its names, the account's, or the model's own", () => {
    const cost = (body: object, cap: number | null) => {
      const asked = request(body);
      return { cost: maxCost(asked, [candidate(OPERATORS)], cap), bytes: asked.bytes.length };
    };
    const small = cost({ max_completion_tokens: 10 }, 500);
    expect(small.cost).toBe(priced(small.bytes, 10));
    const capped = cost({ max_tokens: 100_000 }, 500);
    expect(capped.cost).toBe(priced(capped.bytes, 500));
    const unlimited = cost({}, null);
    expect(unlimited.cost).toBe(priced(unlimited.bytes, 16_384)); // what gpt-4o can put out
  });

  test("counts each of several choices", () => {
    const asked = request({ max_tokens: 100, n: 3 });
    expect(maxCost(asked, [candidate(OPERATORS)], null)).toBe(priced(asked.bytes.length, 300));
  });

  test("has no output where nothing is put out", () => {
    const asked = request({ input: "x" }, embeddings);
    expect(maxCost(asked, [candidate(USERS)], null)).toBe(asked.bytes.length * FEE_NANOS_PER_TOKEN);
  });
});
