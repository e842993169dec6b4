import { pino } from "pino";
import { migrations } from "../../control-plane/migrations/index.ts";
import { newApiKey } from "../../control-plane/src/api-keys/new-api-key.ts";
import { systemClock } from "../../control-plane/src/clock.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, inTransaction, openDatabase } from "../../control-plane/src/database.ts";
import { newId } from "../../control-plane/src/ids.ts";
import { grantCredits } from "../../control-plane/src/ledger/grant-credits.ts";
import { createLedger, type Ledger } from "../../control-plane/src/ledger/ledger.ts";
import type { UsageEvent } from "../../control-plane/src/ledger/usage-event.ts";
import { migrate } from "../../control-plane/src/migrate.ts";
import { centsToNanos } from "../../control-plane/src/money.ts";
import { apiOf, newAccount } from "../support/accounts.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { usageEvent } from "../support/usage-event.ts";

/** What an account of the first release has: grants, and events with their costs, in cents. */
interface Past {
  grants: number[];
  usage: (Partial<UsageEvent> & { at: string; cents: number })[];
}

/** Several grants, months, groups and attempts; at the borders of months, days and hours. */
const BUSY: Past = {
  grants: [500, 300, 1000],
  usage: [
    { at: "2025-11-30T23:59:59.999Z", cents: 120, lineage: "web" },
    { at: "2025-12-01T00:00:00.000Z", cents: 250, provider: "openai", isFinalAttempt: false, isError: true },
    { at: "2025-12-01T00:00:00.001Z", cents: 1, provider: "groq", lineage: "web" },
    { at: "2025-12-31T22:59:59.999Z", cents: 200, accessKeyId: "aigk_2" },
    { at: "2025-12-31T23:00:00.000Z", cents: 0, isError: true },
    { at: "2026-02-10T11:30:00.000Z", cents: 333.3, provider: "openai" },
  ],
};
const OWING: Past = { grants: [100], usage: [{ at: "2026-01-05T00:00:00.000Z", cents: 130 }] };
const NEW: Past = { grants: [500], usage: [] };
const BARE: Past = { grants: [], usage: [] };
const FREE: Past = { grants: [500], usage: [{ at: "2025-12-05T00:00:00.000Z", cents: 0 }] };
const ALL = "startTime=2000-01-01T00:00:00Z&endTime=2027-01-01T00:00:00Z";

describeOnEveryDatabase("a database of the first release, migrated to this one", (start) => {
  let database: TestDatabase;
  let db: Database;
  let service: ControlPlane;
  let ledger: Ledger;
  const migrated = new Map<Past, { accountId: string; apiKey: string }>();

  beforeAll(async () => {
    database = await start();
    const env = { AIGATEWAY_DATABASE_URL: database.url };
    db = openDatabase(readConfig(env).database);
    await migrate(db, migrations.slice(0, 1));
    for (const past of [BUSY, OWING, NEW, BARE, FREE]) migrated.set(past, await insertAsOfVersion1(past));
    const { apiKey } = ownerOf(BUSY);
    service = await startControlPlane({ env: { ...env, AIGATEWAY_BOOTSTRAP_API_KEY: apiKey } });
    ledger = createLedger({ db, clock: systemClock, log: pino({ level: "silent" }) });
  });
  afterAll(async () => {
    await db?.destroy();
    await service?.close();
    await database.close();
  });

  /** The rows that the first release wrote: it kept what was spent as one sum. */
  async function insertAsOfVersion1({ grants, usage }: Past) {
    const accountId = newId("account");
    const created = { created_at: Date.parse("2025-11-01T00:00:00Z") };
    const events = usage.map((each) => eventOf(accountId, each));
    const spent_nanos = events.reduce((sum, { costNanos }) => sum + costNanos, 0);
    await db("accounts").insert({ id: accountId, name: "old", spent_nanos, ...created });
    const { row, token } = newApiKey({ accountId }, systemClock);
    await db("api_keys").insert(row);
    for (const cents of grants) {
      const grant = { id: newId("creditGrant"), account_id: accountId, amount_nanos: centsToNanos(cents) };
      await db("credit_grants").insert({ ...grant, category: "promotional", expires_at: null, ...created });
    }
    if (events.length > 0) await db("usage_events").insert(events.map(asRow));
    return { accountId, apiKey: token };
  }

  const eventOf = (accountId: string, { at, cents, ...fields }: Past["usage"][number]) =>
    usageEvent({ accountId, eventTime: Date.parse(at), costNanos: centsToNanos(cents), ...fields });
  const ownerOf = (past: Past) => migrated.get(past) as { accountId: string; apiKey: string };
  const get = async ({ apiKey }: { apiKey: string }, path: string) =>
    (await apiOf(service, apiKey)("GET", path)).body;

  test.each([
    ["in use", BUSY, 895],
    ["that owes", OWING, -30],
    ["without usage", NEW, 500],
    ["without anything", BARE, 0],
  ])("the balance of an account %s is what it was", async (_, past, cents) => {
    expect(await get(ownerOf(past), "/credits/balance")).toEqual({ balanceCents: cents });
  });

  test("the transactions show the grants, and what was used by month", async () => {
    const { items } = await get(ownerOf(BUSY), "/credits/transactions");
    const months = items.filter(({ type }: { type: string }) => type !== "credits");
    expect(
      months.map((month: Record<string, unknown>) => [
        month.periodStart,
        month.totalCents,
        month.amountDueCents,
      ]),
    ).toEqual([
      ["2026-02-01T00:00:00.000Z", 333, 0],
      ["2025-12-01T00:00:00.000Z", 451, 0],
      ["2025-11-01T00:00:00.000Z", 120, 0],
    ]);
    expect(items.length - months.length).toBe(3);
    const [owing] = (await get(ownerOf(OWING), "/credits/transactions")).items;
    expect(owing).toMatchObject({ totalCents: 130, appliedCreditsCents: 100, amountDueCents: 30 });
  });

  test("a month that cost nothing has no invoice, as months after the migration have none", async () => {
    const { items } = await get(ownerOf(FREE), "/credits/transactions");
    expect(items.map(({ type }: { type: string }) => type)).toEqual(["credits"]);
    expect((await get(ownerOf(FREE), `/usage/overview?${ALL}`)).totals.requests).toBe(1);
  });

  test("the overview shows the old usage, by day and by each group", async () => {
    const { buckets, totals } = await get(ownerOf(BUSY), `/usage/overview?${ALL}`);
    expect(totals).toEqual({ cost: "9.04300", requests: 5, errors: 1 });
    expect(
      buckets.map((bucket: Record<string, unknown>) => [
        String(bucket.bucketStart).slice(0, 10),
        bucket.groupKey,
        bucket.cost,
        bucket.requests,
      ]),
    ).toEqual([
      ["2025-11-30", "sim", "1.20000", 1],
      ["2025-12-01", "groq", "0.01000", 1],
      ["2025-12-01", "openai", "2.50000", 0],
      ["2025-12-31", "sim", "2.00000", 2],
      ["2026-02-10", "openai", "3.33300", 1],
    ]);
    const groups = async (groupBy: string) => [
      ...new Set((await get(ownerOf(BUSY), `/usage/overview?${ALL}&groupBy=${groupBy}`)).buckets.map(keyOf)),
    ];
    expect(await groups("accessKey")).toEqual(["aigk_1", "aigk_2"]);
    expect(await groups("lineage")).toEqual(["web", ""]);
  });

  test("an account is then exactly as if it had used the same after the migration", async () => {
    const { accountId } = await newAccount(db);
    for (const cents of BUSY.grants) {
      const grant = { accountId, amountNanos: centsToNanos(cents), category: "promotional" } as const;
      await inTransaction(db, (transaction) =>
        grantCredits(transaction, { ...grant, expiresAt: null }, systemClock),
      );
    }
    for (const each of BUSY.usage) await ledger.record([eventOf(accountId, each)]);
    for (const [table, ...order] of [
      ["usage_rollups", "dimension", "period_length", "period_start", "group_key"],
      ["billing_periods", "period_start"],
      ["credit_grants", "id"],
    ] as const) {
      const rows = async (owner: string) =>
        (
          await db(table)
            .where({ account_id: owner })
            .orderBy([...order])
        ).map(({ account_id, id, created_at, ...row }) => row);
      expect(await rows(ownerOf(BUSY).accountId)).toEqual(await rows(accountId));
    }
  });

  test("what is used from then on comes on top, and a grant pays what was owed before", async () => {
    const { accountId } = ownerOf(BUSY);
    await ledger.record([eventOf(accountId, { at: "2025-12-31T23:30:00.000Z", cents: 95 })]);
    expect(await get(ownerOf(BUSY), "/credits/balance")).toEqual({ balanceCents: 800 });
    expect((await get(ownerOf(BUSY), `/usage/overview?${ALL}`)).totals.cost).toBe("9.99300");
    const owing = ownerOf(OWING);
    const grant = {
      accountId: owing.accountId,
      amountNanos: centsToNanos(100),
      category: "purchase",
    } as const;
    await inTransaction(db, (transaction) =>
      grantCredits(transaction, { ...grant, expiresAt: null }, systemClock),
    );
    expect(await get(owing, "/credits/balance")).toEqual({ balanceCents: 70 });
  });
});

function keyOf({ groupKey }: { groupKey: string }): string {
  return groupKey;
}

/** As releases before the journal wrote it: each member in the column of its name. */
function asRow(event: UsageEvent): Record<string, unknown> {
  const column = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(event).map(([name, value]) => [column(name), value]));
}
