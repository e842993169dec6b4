import type { AccountUpstreams } from "../../../control-plane/src/gateway/account-upstreams.ts";
import { type Choice, chooseCandidates } from "../../../control-plane/src/gateway/choose-candidates.ts";
import { chatCompletions } from "../../../control-plane/src/gateway/surfaces/chat-completions.ts";
import type { KeyConfiguration } from "../../../control-plane/src/gateway/verify-key.ts";

const account: AccountUpstreams = {
  accountId: "acct_1",
  limits: {},
  providers: new Map(
    [
      { id: "aigp_1", providerId: "sim", models: ["m1", "shared"], surfaces: null },
      { id: "aigp_2", providerId: "late", models: ["shared"], surfaces: null },
      { id: "aigp_3", providerId: "claude-only", models: [], surfaces: [{ format: "anthropic" as const }] },
    ].map((each) => [each.providerId, { ...each, name: each.providerId, baseUrl: "https://x.example.com" }]),
  ),
  keys: new Map(
    [
      ["k1", "sim"],
      ["k2", "sim"],
      ["k3", "openai"],
      ["k4", "late"],
    ].map(([id, providerId]) => [
      id as string,
      { id: id as string, name: id as string, providerId: providerId as string, value: () => `secret-${id}` },
    ]),
  ),
};
const operator = { credentials: new Map([["openai", "operator"]]), baseUrls: new Map<string, string>() };

function choose(models: string[], configuration?: Partial<KeyConfiguration>): Choice {
  return chooseCandidates({
    surface: chatCompletions,
    models,
    configuration: configuration ? { id: "c", access: null, router: undefined, ...configuration } : null,
    account,
    operator,
  });
}

/** `provider:model key`, a line each; the code when there is none. */
function chosen(...call: Parameters<typeof choose>): string[] {
  const choice = choose(...call);
  if ("refusal" in choice) return [choice.refusal.code];
  return choice.candidates.map(
    ({ provider, model, credential }) =>
      `${provider.id}:${model} ${credential.source === "user" ? credential.id : credential.source}`,
  );
}

const user = (...ids: string[]) => ({ type: "user" as const, keys: ids.map((id) => ({ id })) });
const ngrok = { type: "ngrok" as const };

describe("which model and provider", () => {
  test("a prefix names the provider, and unknown models pass through", () => {
    expect(chosen(["sim:anything"])).toEqual(["sim:anything k1", "sim:anything k2"]);
  });
  test("only the first colon splits", () => {
    expect(chosen(["sim:a:b"])).toEqual(["sim:a:b k1", "sim:a:b k2"]);
  });
  test("provider ids are case-sensitive", () => {
    expect(chosen(["Sim:m1"])).toEqual(["ERR_NGROK_3803"]);
  });
  test("a bare name is looked up without regard to case, at all who serve it, oldest first", () => {
    expect(chosen(["SHARED"])).toEqual(["sim:shared k1", "sim:shared k2", "late:shared k4"]);
    expect(chosen(["GPT-4o"])).toEqual(["openai:gpt-4o k3", "openai:gpt-4o ngrok"]);
  });
  test("an unknown bare name is 3804, an unknown prefix 3803", () => {
    expect(chosen(["nonsense"])).toEqual(["ERR_NGROK_3804"]);
    expect(chosen(["nobody:gpt-4o"])).toEqual(["ERR_NGROK_3803"]);
  });
  test("further models follow in their order, and nothing is tried twice", () => {
    expect(chosen(["m1", "late:x", "sim:m1"])).toEqual(["sim:m1 k1", "sim:m1 k2", "late:x k4"]);
  });
  test("a provider without the surface is passed over", () => {
    expect(chosen(["claude-only:x"])).toEqual(["ERR_NGROK_3803"]);
    expect(chosen(["claude-only:x", "m1"])).toEqual(["sim:m1 k1", "sim:m1 k2"]);
  });
});

describe("what a key may reach", () => {
  const access = (providers?: string[], models?: string[]) => ({
    access: {
      ...(providers && { providers: { allow: providers } }),
      ...(models && { models: { allow: models } }),
    },
  });
  test.each(["sim", "aigp_1"])("a provider is allowed as %s", (reference) => {
    expect(chosen(["m1"], access([reference]))).toEqual(["sim:m1 k1", "sim:m1 k2"]);
  });
  test("what is not named is refused, and an empty list refuses all", () => {
    expect(chosen(["m1"], access(["openai"]))).toEqual(["ERR_NGROK_3803"]);
    expect(chosen(["m1"], access([]))).toEqual(["ERR_NGROK_3803"]);
    expect(chosen(["m1"], access(undefined, []))).toEqual(["ERR_NGROK_3803"]);
  });
  test.each(["m1", "sim/m1", "sim:m1", "sim:sim/m1"])("a model is allowed as %s", (reference) => {
    expect(chosen(["sim:m1"], access(undefined, [reference]))).toEqual(["sim:m1 k1", "sim:m1 k2"]);
  });
  test.each(["M1", "m*", "late:m1", "m"])("a model is not allowed by %s", (reference) => {
    expect(chosen(["sim:m1"], access(undefined, [reference]))).toEqual(["ERR_NGROK_3803"]);
  });
  test("a fallback that is not allowed is skipped", () => {
    expect(chosen(["gpt-4o", "m1"], access(["sim"]))).toEqual(["sim:m1 k1", "sim:m1 k2"]);
  });
});

describe("which credential", () => {
  const rules = (...list: NonNullable<NonNullable<KeyConfiguration["router"]>["rules"]>) => ({
    router: { rules: list },
  });

  test("a rule's steps and keys keep their order", () => {
    expect(chosen(["m1"], rules({ provider: "sim", steps: [user("k2"), user("k1")] }))).toEqual([
      "sim:m1 k2",
      "sim:m1 k1",
    ]);
    expect(chosen(["gpt-4o"], rules({ provider: "openai", steps: [ngrok, user("k3")] }))).toEqual([
      "openai:gpt-4o ngrok",
      "openai:gpt-4o k3",
    ]);
  });
  test("a rule for the model wins over one for the provider", () => {
    const both = rules({ provider: "sim", steps: [user("k1")] }, { model: "sim:m1", steps: [user("k2")] });
    expect(chosen(["m1", "sim:other"], both)).toEqual(["sim:m1 k2", "sim:other k1"]);
  });
  test("a model rule with a provider is for that provider only", () => {
    const rule = rules({ model: "shared", provider: "late", steps: [user("k4")] });
    expect(chosen(["shared"], rule)).toEqual(["sim:shared k1", "sim:shared k2", "late:shared k4"]);
  });
  test("a rule that names the provider by its row's id is found", () => {
    expect(chosen(["m1"], rules({ provider: "aigp_1", steps: [user("k2")] }))).toEqual(["sim:m1 k2"]);
  });
  test("a key is never used for another provider than its own", () => {
    expect(chosen(["m1"], rules({ provider: "sim", steps: [user("k3")] }))).toEqual(["ERR_NGROK_3802"]);
  });
  test("a rule without a usable credential does not fall back to the defaults", () => {
    expect(chosen(["gpt-4o"], rules({ provider: "openai", steps: [user("gone")] }))).toEqual([
      "ERR_NGROK_3802",
    ]);
  });
  test("a custom provider without keys goes without a credential only if access names it", () => {
    const bare = { ...account, keys: new Map() };
    const ask = (allow?: string[]) => {
      const choice = chooseCandidates({
        surface: chatCompletions,
        models: ["m1"],
        configuration: { id: "c", access: allow ? { providers: { allow } } : null, router: undefined },
        account: bare,
        operator,
      });
      return "refusal" in choice ? choice.refusal.code : choice.candidates[0]?.credential.source;
    };
    expect([ask(), ask(["sim"]), ask(["aigp_1"])]).toEqual(["ERR_NGROK_3802", "none", "none"]);
  });
});
