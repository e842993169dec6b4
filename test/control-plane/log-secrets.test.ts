import { readConfig } from "../../control-plane/src/config.ts";
import { makeToken } from "../../control-plane/src/crypto/token.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { faultsOfServices } from "../support/service-faults.ts";

const VALUE = "sk-logged-0123456789abcdefghij";
const configuration = (value: string) => ({
  name: "c",
  router: { rules: [{ provider: "groq", steps: [{ type: "user", keys: [{ name: "k", value }] }] }] },
});
const ANY_TOKEN = /ng-\w{12}-[ag]1-\w+/;

describeOnEveryDatabase("at the log level trace", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  let db: Database;
  /** A token that is known, and so worth hiding; of a key of its own. */
  let token: string;

  beforeAll(async () => {
    database = await start();
    const url = { AIGATEWAY_DATABASE_URL: database.url };
    service = await startControlPlane({
      env: { ...url, AIGATEWAY_LOG_LEVEL: "trace", AIGATEWAY_AUTH_FAILURES_PER_MINUTE: "0" },
    });
    db = openDatabase(readConfig(url).database);
    token = (await service.api("POST", "/api-keys", { name: "logged" })).body.token;
  });
  afterAll(async () => {
    await db?.destroy();
    await service?.close();
    await database.close();
  });

  test.each([
    ["API key", () => service.apiKey],
    ["token", () => token],
    ["value", () => VALUE],
  ])(
    "the check that every test file ends with finds a planted %s, and does not quote it",
    async (kind, secret) => {
      await service.api("POST", "/provider-keys", { providerId: "openai", name: "k", value: VALUE });
      await service.api("POST", "/access-key-configurations", configuration(`${VALUE}2`));
      const before = faultsOfServices();
      service.logs.push(`{"level":50,"msg":"failed for ${secret()}"}\n`);
      // Those of the service that was started last come last.
      const found = faultsOfServices().slice(before.length);
      service.logs.pop();
      expect(found).toEqual([`The log holds a secret: ${kind}`]);
    },
  );

  /** What a request leaves in the log, and its answer. */
  async function traced(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const before = service.logs.length;
    const answer = await service.api(method, path, body, headers);
    const id = answer.headers.get("x-request-id") ?? "";
    const isWritten = () =>
      service.logs.some((line) => line.includes(id) && line.includes('"msg":"request"'));
    // A request has its line when its answer has gone out.
    for (let i = 0; i < 200 && !isWritten(); i++) await new Promise((go) => setTimeout(go, 5));
    expect(isWritten()).toBe(true);
    const log = service.logs.slice(before).join("");
    return { status: answer.status, log, all: log + JSON.stringify(answer.body) };
  }

  test.each<[string, number, () => Parameters<typeof traced>]>([
    ["JSON that breaks after it", 400, () => ["POST", "/provider-keys", `{"value": "${token}" `]],
    ["JSON that breaks at it", 400, () => ["POST", "/provider-keys", `{"value": ${token}}`]],
    [
      "a provider key's value with a line end",
      422,
      () => ["POST", "/provider-keys", { providerId: "openai", name: "k", value: `${token}\n` }],
    ],
    [
      "a value that is no text",
      422,
      () => ["POST", "/provider-keys", { providerId: "openai", name: "k", value: [token] }],
    ],
    ["an inline key's value", 422, () => ["POST", "/access-key-configurations", configuration(`${token} `)]],
    [
      "a credential of another scheme",
      401,
      () => ["GET", "/access-keys", undefined, { authorization: `Basic ${token}` }],
    ],
    [
      "a wrong credential",
      401,
      () => ["GET", "/access-keys", undefined, { authorization: `Bearer ${token}x` }],
    ],
    [
      "an If-Match",
      404,
      () => ["DELETE", "/access-key-configurations/none", undefined, { "if-match": token }],
    ],
    ["an Idempotency-Key", 201, () => ["POST", "/access-keys", {}, { "idempotency-key": token }]],
    ["a query", 422, () => ["GET", `/access-keys?token=${token}`]],
    [
      "a parameter that is not understood",
      422,
      () => ["GET", `/usage?startTime=2026-01-01T00:00:00Z&cursor=${token}`],
    ],
    ["an id", 404, () => ["GET", `/api-keys/${token}`]],
    ["a path", 404, () => ["GET", `/${token}`]],
  ])("a token in %s is neither in the log nor in the answer", async (_, status, request) => {
    const { all, ...answer } = await traced(...request());
    expect(answer.status).toBe(status);
    expect(all.replaceAll(token, "<the token>")).not.toContain("<the token>");
  });

  test("what the database refuses is logged with its reason, without the values that were written", async () => {
    await db.schema.renameTable("provider_keys", "provider_keys_gone");
    await db.schema.renameTable("access_keys", "access_keys_gone");
    const key = await traced(
      "POST",
      "/provider-keys",
      { providerId: "openai", name: "k", value: VALUE },
      { "idempotency-key": "i" },
    );
    const accessKey = await traced("POST", "/access-keys", { metadata: "kept from the log" });
    await db.schema.renameTable("provider_keys_gone", "provider_keys");
    await db.schema.renameTable("access_keys_gone", "access_keys");
    for (const { status, log, all } of [key, accessKey]) {
      expect(status).toBe(500);
      expect(log).toContain("request failed");
      expect(log).toMatch(/no such table|does not exist/);
      expect(all).not.toContain(VALUE);
      expect(all).not.toContain("kept from the log");
      expect(all).not.toMatch(ANY_TOKEN);
    }
  });
});

test("the shape that tokens are searched by is theirs", () => {
  expect(makeToken("a1")).toMatch(ANY_TOKEN);
  expect(makeToken("g1")).toMatch(ANY_TOKEN);
});
