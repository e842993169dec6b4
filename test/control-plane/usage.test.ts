import { pino } from "pino";
import { systemClock } from "../../control-plane/src/clock.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import { newId } from "../../control-plane/src/ids.ts";
import { createLedger } from "../../control-plane/src/ledger/ledger.ts";
import type { UsageEvent } from "../../control-plane/src/ledger/usage-event.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { usageEvent } from "../support/usage-event.ts";

describeOnEveryDatabase("usage and credits", (start) => {
  let database: TestDatabase;
  let service: ControlPlane;
  let db: Database;
  let accountId: string;

  beforeAll(async () => {
    database = await start();
    service = await startControlPlane({ env: { AIGATEWAY_DATABASE_URL: database.url } });
    db = openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database);
    accountId = (await db("accounts").first("id")).id;
  });
  afterAll(async () => {
    await db.destroy();
    await service.close();
    await database.close();
  });

  const ledger = () => createLedger({ db, clock: systemClock, log: pino({ level: "silent" }) });
  const event = (changes: Partial<UsageEvent> = {}) => usageEvent({ accountId, ...changes });
  const list = async (query: string) =>
    (await service.api("GET", `/usage?startTime=2000-01-01T00:00:00Z&${query}`)).body;
  const spentNanos = async () => (await db("accounts").where({ id: accountId }).first()).spent_nanos;

  test("an event that is written twice counts once, and the balance is the sum of the ledger", async () => {
    const before = await spentNanos();
    const twice = event();
    await ledger().record([twice]);
    await ledger().record([twice, event()]);
    expect((await spentNanos()) - before).toBe(20_000_000);
    const total = await db("usage_events").sum<{ sum: number | string }>({ sum: "cost_nanos" }).first();
    expect(Number(total?.sum)).toBe(await spentNanos());
  });

  test("many events at once from several processes lose nothing", async () => {
    const before = await spentNanos();
    const ledgers = [ledger(), ledger(), ledger()];
    await Promise.all(
      Array.from({ length: 900 }, (_, i) => ledgers[i % 3]?.record([event({ costNanos: 1 })])),
    );
    expect((await spentNanos()) - before).toBe(900);
  });

  test("is listed newest first over all pages, each event once", async () => {
    const ids: string[] = [];
    for (let next: string | null = "/usage?startTime=2000-01-01T00:00:00Z"; next; ) {
      const { body }: { body: { aiGatewayUsage: { id: string }[]; nextPageUri: string | null } } =
        await service.api("GET", next);
      ids.push(...body.aiGatewayUsage.map(({ id }) => id));
      next = body.nextPageUri?.slice(service.baseUrl.length) ?? null;
    }
    expect(ids.length).toBe(902);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test("shows final attempts only, unless asked for all", async () => {
    const requestId = newId("request");
    const accessKeyId = "aigk_retried";
    await ledger().record([
      event({ requestId, accessKeyId, isFinalAttempt: false, isError: true, statusCode: 500 }),
      event({ requestId, accessKeyId, attemptNumber: 2, lineage: "web" }),
    ]);
    expect((await list(`accessKeyId=${accessKeyId}`)).aiGatewayUsage).toHaveLength(1);
    expect((await list(`accessKeyId=${accessKeyId}&includeRetries=true`)).aiGatewayUsage).toHaveLength(2);
    const [shown] = (await list("lineage=web")).aiGatewayUsage;
    expect(shown).toMatchObject({ attemptNumber: 2, totalCost: "0.01000", lineage: "web" });
  });

  test.each([
    ["", "startTime"],
    ["startTime=yesterday", "startTime"],
    ["startTime=2026-01-01T00:00:00Z&cursor=x", "cursor"],
    ["startTime=2026-01-01T00:00:00Z&limit=0", "limit"],
    ["startTime=2026-01-01T00:00:00Z&nonsense=1", "nonsense"],
  ])("the query %j is refused by the name of %s", async (query, field) => {
    const { status, body } = await service.api("GET", `/usage?${query}`);
    expect([status, Object.keys(body.details)]).toEqual([422, [field]]);
  });
});
