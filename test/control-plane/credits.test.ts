import { pino } from "pino";
import type { CreatedAccount } from "../../control-plane/src/accounts/create-account.ts";
import { oneYearAfter } from "../../control-plane/src/clock.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, inTransaction, openDatabase } from "../../control-plane/src/database.ts";
import { grantCredits } from "../../control-plane/src/ledger/grant-credits.ts";
import { createLedger, type Ledger } from "../../control-plane/src/ledger/ledger.ts";
import { centsToNanos } from "../../control-plane/src/money.ts";
import { apiOf, newAccount } from "../support/accounts.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { createMovingClock } from "../support/moving-clock.ts";
import { usageEvent } from "../support/usage-event.ts";

const START = "2026-01-15T12:00:00Z";
const DAY_MS = 86_400_000;

describeOnEveryDatabase("credits", (start) => {
  const clock = createMovingClock(START);
  let database: TestDatabase;
  let service: ControlPlane;
  let db: Database;
  let ledger: Ledger;
  let account: CreatedAccount;

  beforeAll(async () => {
    database = await start();
    const env = { AIGATEWAY_DATABASE_URL: database.url };
    service = await startControlPlane({ env, clock });
    db = openDatabase(readConfig(env).database);
    ledger = createLedger({ db, clock, log: pino({ level: "silent" }) });
  });
  beforeEach(async () => {
    clock.set(START);
    account = await newAccount(db, clock);
  });
  afterAll(async () => {
    await db?.destroy();
    await service?.close();
    await database.close();
  });

  const grant = (cents: number, lifetimeMs: number | null = null) => {
    const expiresAt = lifetimeMs === null ? null : clock.now() + lifetimeMs;
    const { accountId } = account;
    const row = { accountId, amountNanos: centsToNanos(cents), category: "promotional", expiresAt } as const;
    return inTransaction(db, (transaction) => grantCredits(transaction, row, clock));
  };
  const spend = (cents: number, at: string | number = clock.now()) => {
    const event = { costNanos: centsToNanos(cents), eventTime: new Date(at).getTime() };
    return ledger.record([usageEvent({ accountId: account.accountId, ...event })]);
  };
  const get = async (path: string) => (await apiOf(service, account.apiKey)("GET", path)).body;
  const balance = async (): Promise<number> => (await get("/credits/balance")).balanceCents;
  const rests = (): Promise<number[]> =>
    db("credit_grants").where({ account_id: account.accountId }).orderBy("id").pluck("remaining_nanos");

  test("the oldest grant is spent first", async () => {
    for (const cents of [100, 200, 300]) await grant(cents);
    await spend(150);
    expect(await rests()).toEqual([0, 150, 300].map(centsToNanos));
    expect(await balance()).toBe(450);
  });

  test("a grant that expires takes only its unspent rest along, at its very millisecond", async () => {
    await grant(100, DAY_MS);
    await grant(500);
    await spend(30);
    clock.advance(DAY_MS - 1);
    expect(await balance()).toBe(570);
    clock.advance(1);
    expect(await balance()).toBe(500);
    await spend(40);
    expect(await rests()).toEqual([70, 460].map(centsToNanos));
    expect(await balance()).toBe(460);
  });

  test("what the last requests overdrew is owed, and the next grants pay it", async () => {
    await grant(100);
    await spend(130);
    expect(await balance()).toBe(-30);
    await grant(10);
    expect(await balance()).toBe(-20);
    await grant(100);
    expect(await balance()).toBe(80);
    expect(await rests()).toEqual([0, 0, 80].map(centsToNanos));
    const { items } = await get("/credits/transactions");
    expect(items).toContainEqual(
      expect.objectContaining({ totalCents: 130, appliedCreditsCents: 130, amountDueCents: 0 }),
    );
  });

  test("what is owed does not go away when the grant that was spent expires", async () => {
    await grant(100, DAY_MS);
    await spend(130);
    clock.advance(DAY_MS);
    expect(await balance()).toBe(-30);
  });

  test("a balance is shown in whole cents, rounded down: nobody is shown more than there is", async () => {
    await grant(100);
    await spend(0.1);
    expect(await balance()).toBe(99);
    await spend(100);
    expect(await balance()).toBe(-1);
  });

  test("transactions are grants and months, newest first: the running month is a preview, past ones are invoices", async () => {
    await grant(1000, 365 * DAY_MS);
    await spend(120);
    clock.set("2026-02-10T00:00:00Z");
    await grant(500);
    await spend(30);
    clock.set("2026-02-20T08:00:00.123Z");
    const month = (from: string, to: string, cents: number) => ({
      periodStart: `${from}T00:00:00.000Z`,
      periodEnd: `${to}T00:00:00.000Z`,
      totalCents: cents,
      appliedCreditsCents: cents,
      amountDueCents: 0,
      amountPaidCents: 0,
      amountRemainingCents: 0,
    });
    const credits = { type: "credits", category: "promotional" };
    expect((await get("/credits/transactions")).items).toEqual([
      {
        type: "usageInvoicePreview",
        createdAt: "2026-02-20T08:00:00.123Z",
        ...month("2026-02-01", "2026-03-01", 30),
      },
      { ...credits, amountCents: 500, expiresAt: null, createdAt: "2026-02-10T00:00:00.000Z" },
      {
        type: "usageInvoice",
        createdAt: "2026-02-01T00:00:00.000Z",
        ...month("2026-01-01", "2026-02-01", 120),
        invoiceUrl: null,
      },
      {
        ...credits,
        amountCents: 1000,
        expiresAt: "2027-01-15T12:00:00.000Z",
        createdAt: "2026-01-15T12:00:00.000Z",
      },
    ]);
  });

  test("an event belongs to the month of its own time, to the millisecond, whenever it is written", async () => {
    clock.set("2026-03-01T00:00:05Z");
    await spend(1, "2026-01-31T23:59:59.999Z");
    await spend(10, "2026-02-01T00:00:00.000Z");
    await spend(100, "2026-02-28T23:59:59.999Z");
    await spend(1000, "2026-03-01T00:00:00.000Z");
    const { items } = await get("/credits/transactions");
    expect(
      items.map(({ type, periodStart, totalCents }: Record<string, unknown>) => [
        type,
        periodStart,
        totalCents,
      ]),
    ).toEqual([
      ["usageInvoicePreview", "2026-03-01T00:00:00.000Z", 1000],
      ["usageInvoice", "2026-02-01T00:00:00.000Z", 110],
      ["usageInvoice", "2026-01-01T00:00:00.000Z", 1],
    ]);
    await grant(100); // pays the oldest month first
    const due = (await get("/credits/transactions")).items.map(
      (item: { amountDueCents: number }) => item.amountDueCents,
    );
    expect(due.sort()).toEqual([0, 1000, 11, undefined]);
  });
});

test.each([
  ["2026-11-24T10:00:00.123Z", "2027-11-24T10:00:00.123Z"],
  ["2027-03-01T00:00:00.000Z", "2028-03-01T00:00:00.000Z"],
  ["2028-02-29T23:59:59.999Z", "2029-03-01T23:59:59.999Z"],
])("a year after %s is %s", (moment, later) => {
  expect(new Date(oneYearAfter(Date.parse(moment))).toISOString()).toBe(later);
});
