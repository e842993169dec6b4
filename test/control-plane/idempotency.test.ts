import { readConfig } from "../../control-plane/src/config.ts";
import { fixedKeys } from "../../control-plane/src/crypto/key-source.ts";
import { createSealer } from "../../control-plane/src/crypto/seal.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import { createIdempotency } from "../../control-plane/src/http/idempotency.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";

const KEY = Buffer.alloc(32, 1);

describeOnEveryDatabase("a POST with an Idempotency-Key", (start) => {
  let database: TestDatabase;
  let services: ControlPlane[];
  let db: Database;
  let now = Date.now();
  const clock = { now: () => now };

  beforeAll(async () => {
    database = await start();
    const env = { AIGATEWAY_DATABASE_URL: database.url, AIGATEWAY_ENCRYPTION_KEY: KEY.toString("base64") };
    const first = await startControlPlane({ env, clock });
    // Two processes that share the database, as far as a database can tell.
    const second = await startControlPlane({
      env: { ...env, AIGATEWAY_BOOTSTRAP_API_KEY: first.apiKey },
      clock,
    });
    services = [first, second];
    db = openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database);
  });
  afterAll(async () => {
    await db?.destroy();
    for (const service of services ?? []) await service.close();
    await database.close();
  });

  const post = (key: string, body: unknown = { name: "web" }, path = "/access-keys", process = 0) =>
    (services[process] as ControlPlane).api("POST", path, body, { "idempotency-key": key });
  const count = async () => Number((await db("access_keys").count({ n: "*" }).first())?.n);

  test("gives the first answer again, with its token, and makes nothing twice", async () => {
    const before = await count();
    const first = await post("a");
    const again = await post("a");
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(again.body.token).toMatch(/^ng-/);
    expect(first.headers.get("idempotent-replayed")).toBeNull();
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(await count()).toBe(before + 1);
    const events = await db("audit_events").where({ resource_id: first.body.id });
    expect(events).toHaveLength(1);
  });

  test("the order of members and white space make no other request; another value, path or method does: 409", async () => {
    const first = await post("b", { name: "x", description: "y" });
    expect((await post("b", '{ "description": "y",  "name": "x" }')).body).toEqual(first.body);
    for (const answer of [
      await post("b", { name: "x" }),
      await post("b", { name: "x", description: "y" }, "/api-keys"),
    ]) {
      expect(answer.status).toBe(409);
      expect(answer.body.msg).toContain("Idempotency-Key");
      expect(JSON.stringify(answer.body)).not.toContain(first.body.token);
    }
  });

  test("the same request twenty times at once, from two processes, makes one", async () => {
    const before = await count();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => post("c", {}, "/access-keys", i % 2)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map(({ body }) => body.token)).size).toBe(1);
    expect(await count()).toBe(before + 1);
  });

  test("a request that was refused is not remembered: mended, it goes through", async () => {
    expect((await post("d", { name: 5 })).status).toBe(422);
    expect((await post("d", { accessKeyConfigurationId: "aigac_none" })).status).toBe(422);
    expect((await post("d", { name: "mended" })).status).toBe(201);
  });

  test("another API key's Idempotency-Key is another one", async () => {
    const mine = await post("e");
    const { token } = (await (services[0] as ControlPlane).api("POST", "/api-keys", {})).body;
    const headers = { "idempotency-key": "e", authorization: `Bearer ${token}` };
    const theirs = await (services[0] as ControlPlane).api("POST", "/access-keys", { name: "web" }, headers);
    expect(theirs.status).toBe(201);
    expect(theirs.body.id).not.toBe(mine.body.id);
  });

  test("rotating a provider key and making a configuration are repeatable as well, the ETag included", async () => {
    const key = await post(
      "f",
      { providerId: "openai", name: "k", value: "sk-0123456789abcdefghij" },
      "/provider-keys",
    );
    const rotate = () =>
      post("g", { name: "k", value: "sk-abcdefghij0123456789" }, `/provider-keys/${key.body.id}/rotate`);
    expect((await rotate()).body).toEqual((await rotate()).body);
    const create = () => post("h", { name: "c" }, "/access-key-configurations");
    const [first, again] = [await create(), await create()];
    expect(again.headers.get("etag")).toBe(first.headers.get("etag"));
  });

  test("what is kept is sealed: no token stands in the database", async () => {
    const { body } = await post("i");
    const rows = await db("idempotent_answers").select();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(body.token);
  });

  test("after 15 minutes the key is free again, and what was kept is erased", async () => {
    const first = await post("j");
    now += 15 * 60_000 - 1;
    expect((await post("j")).body).toEqual(first.body);
    now += 1;
    const later = await post("j");
    expect(later.body.id).not.toBe(first.body.id);
    now += 15 * 60_000;
    await createIdempotency({ db, clock, sealer: createSealer(fixedKeys([KEY])) }).sweep();
    expect(await db("idempotent_answers").select()).toEqual([]);
  });

  test.each(["", "k".repeat(256)])("the key %j is refused with its name", async (key) => {
    const answer = await post(key);
    expect([answer.status, Object.keys(answer.body.details)]).toEqual([422, ["Idempotency-Key"]]);
  });
});
