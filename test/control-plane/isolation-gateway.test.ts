import type { CreatedAccount } from "../../control-plane/src/accounts/create-account.ts";
import { systemClock } from "../../control-plane/src/clock.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, inTransaction, openDatabase } from "../../control-plane/src/database.ts";
import { grantCredits } from "../../control-plane/src/ledger/grant-credits.ts";
import { centsToNanos } from "../../control-plane/src/money.ts";
import { apiOf, newAccount } from "../support/accounts.ts";
import type { ControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { errorOf, FIRST, MESSAGES, SECOND, startGateway, type TestGateway } from "../support/gateway.ts";
import { type SimulatedProvider, startSimulatedProvider } from "../support/simulated-provider/index.ts";

const MINE = "sk-mine-0123456789abcdef0";

/** "They" are the account of the gateway in test/support: with the custom provider `sim`, and a key for OpenAI. */
describeOnEveryDatabase("an access key, and what another account has", (start) => {
  let database: TestDatabase;
  let openai: SimulatedProvider;
  let gateway: TestGateway;
  let db: Database;
  let account: CreatedAccount;
  let api: ControlPlane["api"];
  let mine: string;
  let theirs: string;

  beforeAll(async () => {
    database = await start();
    openai = await startSimulatedProvider({ keys: [FIRST, SECOND, MINE] });
    const env = { AIGATEWAY_DATABASE_URL: database.url, OPENAI_BASE_URL: `${openai.url}/v1` };
    gateway = await startGateway({ env });
    const key = { providerId: "openai", name: "theirs", value: SECOND };
    await gateway.service.api("POST", "/provider-keys", key);
    theirs = (await gateway.accessKey()).token;
    db = openDatabase(readConfig(env).database);
  });
  beforeEach(async () => {
    account = await newAccount(db);
    api = apiOf(gateway.service, account.apiKey);
    mine = (await api("POST", "/access-keys", { lineage: "web" })).body.token;
    const grant = { amountNanos: centsToNanos(500), category: "promotional", expiresAt: null } as const;
    await inTransaction(db, (transaction) =>
      grantCredits(transaction, { accountId: account.accountId, ...grant }, systemClock),
    );
  });
  afterEach(() => {
    gateway.upstream.reset();
    openai.reset();
  });
  afterAll(async () => {
    await db?.destroy();
    await gateway?.close();
    await openai?.close();
    await database.close();
  });

  const ask = (token: string, model: string) => gateway.post(token, { model, messages: MESSAGES });
  const refusal = async (model: string) => {
    const answer = await ask(mine, model);
    return { status: answer.status, error: JSON.stringify(await errorOf(answer)).replaceAll(model, "…") };
  };
  const usageOf = async (as: ControlPlane["api"]) =>
    (await as("GET", "/usage?startTime=2000-01-01T00:00:00Z")).body.aiGatewayUsage;

  test("their custom provider and its models are unknown, as those that nobody has", async () => {
    for (const [model, unknown] of [
      ["sim:m1", "sin:m1"],
      ["m1", "m9"],
    ] as const) {
      const { status, error } = await refusal(model);
      const nobodys = await refusal(unknown);
      expect(status).toBe(nobodys.status);
      expect(error.replaceAll('\\"sim\\"', "?")).toBe(nobodys.error.replaceAll('\\"sin\\"', "?"));
      expect(status).toBeGreaterThanOrEqual(400);
    }
    expect(gateway.upstream.requests).toEqual([]);
  });

  test("their key for a built-in provider is not used: there is no credential until one has one's own", async () => {
    const answer = await ask(mine, "openai:gpt-4o");
    expect([answer.status, (await errorOf(answer)).code]).toEqual([400, "ERR_NGROK_3802"]);
    expect(openai.requests).toEqual([]);
    await api("POST", "/provider-keys", { providerId: "openai", name: "mine", value: MINE });
    expect((await ask(mine, "openai:gpt-4o")).status).toBe(200);
    expect((await ask(theirs, "openai:gpt-4o")).status).toBe(200);
    expect(openai.requests.map(({ key }) => key)).toEqual([MINE, SECOND]);
  });

  test("a provider of the same name and place is another one: their keys for it stay theirs", async () => {
    const { id } = (
      await api("POST", "/providers", { providerId: "sim", name: "Mine", baseUrl: openai.url, models: [] })
    ).body;
    const answer = await ask(mine, "sim:m1");
    expect([answer.status, (await errorOf(answer)).code]).toEqual([400, "ERR_NGROK_3802"]);
    await api("POST", "/provider-keys", { providerId: id, name: "mine", value: MINE });
    expect((await ask(mine, "sim:m1")).status).toBe(200);
    expect((await ask(theirs, "sim:m1")).status).toBe(200);
    expect(openai.requests.map(({ key }) => key)).toEqual([MINE]);
    expect(gateway.upstream.requests.map(({ key }) => key)).toEqual([FIRST]);
  });

  test("usage and credits are counted for the account whose access key it was", async () => {
    await api("POST", "/provider-keys", { providerId: "openai", name: "mine", value: MINE });
    const before = (await usageOf(gateway.service.api)).length;
    const spent = async (id: string) => (await db("accounts").where({ id }).first()).spent_nanos;
    const theirId = (await db("accounts").orderBy("id").first("id")).id;
    const theirSpent = await spent(theirId);
    await ask(mine, "openai:gpt-4o");
    expect(await usageOf(api)).toEqual([expect.objectContaining({ provider: "openai", lineage: "web" })]);
    expect(await spent(account.accountId)).toBeGreaterThan(0);
    expect(await spent(theirId)).toBe(theirSpent);
    expect(await usageOf(gateway.service.api)).toHaveLength(before);
  });

  test("one account's empty balance and its gateway configuration are no other's", async () => {
    const poor = await newAccount(db);
    const { token } = (await apiOf(gateway.service, poor.apiKey)("POST", "/access-keys", {})).body;
    expect((await ask(token, "sim:m1")).status).toBe(403);
    await api("PATCH", "/gateway-config", { maxInputTokens: 1, maxOutputTokens: 1 });
    expect((await ask(mine, "openai:gpt-4o")).status).toBe(413);
    expect((await ask(theirs, "sim:m1")).status).toBe(200);
    expect(gateway.upstream.requests.at(-1)?.body).not.toHaveProperty("max_tokens");
  });

  test("an access key that one account deletes is refused, and the other account goes on", async () => {
    const [{ id }] = (await api("GET", "/access-keys")).body.aiGatewayAccessKeys;
    expect((await api("DELETE", `/access-keys/${id}`)).status).toBe(204);
    expect((await ask(mine, "openai:gpt-4o")).status).toBe(401);
    expect((await ask(theirs, "sim:m1")).status).toBe(200);
  });
});
