import { FIRST, SECOND, startGateway, type TestGateway } from "../../support/gateway.ts";

describe("POST /access-keys/{id}/explain", () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ env: { OPENAI_API_KEY: "sk-operator-0123456789abcdef" } });
  });
  afterAll(() => gateway?.close());
  beforeEach(() => gateway.upstream.reset());

  const explain = async (id: string, body: unknown, surface?: string) =>
    gateway.service.api("POST", `/access-keys/${id}/explain${surface ? `?surface=${surface}` : ""}`, body);

  test("names the candidates in the order in which they are then tried, each with its reason, and asks nobody", async () => {
    const [first, second] = gateway.providerKeyIds;
    const rule = {
      provider: "sim",
      steps: [{ type: "user" as const, keys: [{ id: second }, { id: first }] }],
    };
    const key = await gateway.accessKey({ router: { rules: [rule] } });
    const body = { model: "sim:m1", models: ["m2"], messages: [] };
    const answer = await explain(key.id, body);
    expect(answer.status).toBe(200);
    expect(answer.body.candidates).toEqual(
      ["m1", "m2"].flatMap((model) =>
        [
          { providerKeyId: second, providerKeyDisplayName: "second" },
          { providerKeyId: first, providerKeyDisplayName: "first" },
        ].map((named) => ({
          provider: "sim",
          providerDisplayName: "Simulated",
          model,
          url: `${gateway.upstream.url}/v1/chat/completions`,
          keySource: "user",
          keyRedacted: expect.stringContaining("***"),
          ...named,
          reason: 'router.rules[0] for the provider "sim", step 0: a stored provider key.',
        })),
      ),
    );
    expect(gateway.upstream.requests).toEqual([]);
    const text = JSON.stringify(answer.body);
    for (const secret of [FIRST, SECOND]) expect(text).not.toContain(secret);

    gateway.upstream.failNext({ kind: "status", status: 500 }, { times: 4 });
    await gateway.post(key.token, { ...body, messages: [{ role: "user", content: "x" }] });
    expect(gateway.upstream.requests.map(({ model, key }) => [model, key])).toEqual([
      ["m1", SECOND],
      ["m1", FIRST],
      ["m2", SECOND],
      ["m2", FIRST],
    ]);
  });

  test("without a rule it says that the default decides", async () => {
    const key = await gateway.accessKey();
    const { candidates } = (await explain(key.id, { model: "m1" })).body;
    expect(
      candidates.map(({ providerKeyDisplayName }: Record<string, string>) => providerKeyDisplayName),
    ).toEqual(["first", "second"]);
    expect(candidates[0].reason).toBe("No rule is about it, so by default: a stored provider key.");
    const operators = (await explain(key.id, { model: "openai:gpt-4o" }, "responses")).body.candidates;
    expect(operators).toMatchObject([{ keySource: "ngrok", url: "https://api.openai.com/v1/responses" }]);
    expect(operators[0]).not.toHaveProperty("keyRedacted");
  });

  test("tells why each thing that is named is no candidate", async () => {
    const [first] = gateway.providerKeyIds;
    const key = await gateway.accessKey({
      access: { providers: { allow: ["sim", "groq"] } },
      router: {
        rules: [
          { provider: "sim", steps: [{ type: "user", keys: [{ id: first }] }] },
          { provider: "groq", steps: [{ type: "ngrok" }] },
        ],
      },
    });
    const models = ["m1", "openai:gpt-4o", "nobody-knows-it", "nobody:x", "groq:llama"];
    const { body } = await explain(key.id, { models });
    expect(body.candidates).toHaveLength(1);
    expect(body.skipped).toEqual([
      {
        model: "gpt-4o",
        provider: "openai",
        errorCode: "ERR_NGROK_3803",
        reason: expect.stringContaining('may not use the provider "openai"'),
      },
      { model: "nobody-knows-it", errorCode: "ERR_NGROK_3804", reason: expect.stringContaining("unknown") },
      { model: "nobody:x", errorCode: "ERR_NGROK_3803", reason: expect.stringContaining("no provider") },
      { model: "llama", provider: "groq", reason: expect.stringContaining("operator has no credential") },
      { model: "llama", provider: "groq", errorCode: "ERR_NGROK_3802", reason: expect.any(String) },
    ]);
    expect(body).not.toHaveProperty("error");
  });

  test("with no candidate at all it gives what the client would be told, word for word", async () => {
    const key = await gateway.accessKey({ access: { models: { allow: [] } } });
    const { body } = await explain(key.id, { model: "m1" });
    const told = await gateway.post(key.token, { model: "m1", messages: [] });
    const { error } = (await told.json()) as { error: { message: string; code: string } };
    expect(body.error).toEqual({ statusCode: told.status, errorCode: error.code, msg: error.message });
    const nameless = (await explain(key.id, { messages: [] })).body;
    expect(nameless).toMatchObject({
      candidates: [],
      error: { statusCode: 400, errorCode: "ERR_NGROK_3801" },
    });
  });

  test("sees a change at once, changes nothing itself, and knows no other key than the account's", async () => {
    const key = await gateway.accessKey({ access: { models: { allow: [] } } });
    const allow = { access: { models: { allow: ["m1"] } } };
    await gateway.service.api("PATCH", `/access-key-configurations/${key.configurationId}`, allow);
    expect((await explain(key.id, { model: "m1" })).body.candidates).toHaveLength(2);
    const events = (await gateway.service.api("GET", `/audit-events?resourceId=${key.id}`)).body;
    expect(events.aiGatewayAuditEvents.map(({ action }: { action: string }) => action)).toEqual([
      "access_key.create",
    ]);
    expect((await explain("aigk_none", { model: "m1" })).status).toBe(404);
    expect((await explain(key.id, { model: "m1" }, "nonsense")).status).toBe(422);
  });
});
