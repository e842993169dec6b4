import { pino } from "pino";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import { createLastUsed } from "../../control-plane/src/last-used.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { MESSAGES, startGateway } from "../support/gateway.ts";

describeOnEveryDatabase("lastUsed", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  let db: Database;

  beforeAll(async () => {
    database = await start();
    service = await startControlPlane({ env: { AIGATEWAY_DATABASE_URL: database.url } });
    db = openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database);
  });
  afterAll(async () => {
    await db?.destroy();
    await service?.close();
    await database.close();
  });

  const recorder = (now: number) =>
    createLastUsed({ db, clock: { now: () => now }, log: pino({ level: "silent" }) });
  const create = async () => (await service.api("POST", "/access-keys", { name: "web" })).body;

  test("is null before the first use, then the time of the newest one, and changes nothing else", async () => {
    const before = await create();
    expect(before.lastUsed).toBeNull();
    const time = Date.parse("2026-05-01T12:00:00.000Z");
    for (const [at, shown] of [
      [time, time],
      [time + 5, time + 5],
      [time - 5, time + 5], // another process that was slower to write
    ] as const) {
      const lastUsed = recorder(at);
      lastUsed.touch("access_keys", before.id);
      await lastUsed.close();
      const { token, ...rest } = before;
      const after = (await service.api("GET", `/access-keys/${before.id}`)).body;
      expect(after).toEqual({ ...rest, lastUsed: new Date(shown).toISOString() });
    }
  });

  test("a thousand keys are written in one go, and one that is gone meanwhile does no harm", async () => {
    const kept = await create();
    const lastUsed = recorder(Date.now());
    for (let i = 0; i < 1000; i++) lastUsed.touch("access_keys", `aigk_gone${i}`);
    lastUsed.touch("access_keys", kept.id);
    await lastUsed.close();
    expect((await service.api("GET", `/access-keys/${kept.id}`)).body.lastUsed).not.toBeNull();
  });

  test("what can't be written is kept and written later", async () => {
    const key = await create();
    const broken = openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database);
    let failing = true;
    const sometimes = new Proxy(broken, {
      get: (target, name, receiver) =>
        failing && name === "transaction"
          ? () => Promise.reject(new Error("the store is away"))
          : Reflect.get(target, name, receiver),
    });
    const lastUsed = createLastUsed({
      db: sometimes,
      clock: { now: () => Date.now() },
      log: pino({ level: "silent" }),
    });
    lastUsed.touch("access_keys", key.id);
    await lastUsed.flush();
    expect((await service.api("GET", `/access-keys/${key.id}`)).body.lastUsed).toBeNull();
    failing = false;
    await lastUsed.close();
    expect((await service.api("GET", `/access-keys/${key.id}`)).body.lastUsed).not.toBeNull();
    await broken.destroy();
  });
});

test("a request through the gateway uses the access key and the provider key, one to the API the API key", async () => {
  const gateway = await startGateway();
  const key = await gateway.accessKey();
  expect((await gateway.post(key.token, { model: "sim:m1", messages: MESSAGES })).status).toBe(200);
  const lastUsed = async (path: string) => (await gateway.service.api("GET", path)).body.lastUsed;
  const apiKey = (await gateway.service.api("GET", "/api-keys")).body.aiGatewayApiKeys[0];
  const paths = [
    `/access-keys/${key.id}`,
    `/provider-keys/${gateway.providerKeyIds[0]}`,
    `/api-keys/${apiKey.id}`,
  ];
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline && (await Promise.all(paths.map(lastUsed))).includes(null)) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const times = await Promise.all(paths.map(lastUsed));
  for (const time of times) expect(Date.now() - Date.parse(time)).toBeLessThan(60_000);
  expect(await lastUsed(`/provider-keys/${gateway.providerKeyIds[1]}`)).toBeNull();
  await gateway.close();
});
