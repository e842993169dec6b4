import fc from "fast-check";
import { pino } from "pino";
import type { CreatedAccount } from "../../control-plane/src/accounts/create-account.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, inTransaction, openDatabase } from "../../control-plane/src/database.ts";
import { grantCredits } from "../../control-plane/src/ledger/grant-credits.ts";
import { createLedger, type Ledger } from "../../control-plane/src/ledger/ledger.ts";
import { readCredits } from "../../control-plane/src/ledger/read-credits.ts";
import { centsToNanos } from "../../control-plane/src/money.ts";
import { apiOf, newAccount } from "../support/accounts.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { type CreditsModel, createCreditsModel } from "../support/credits-model.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";
import { createMovingClock } from "../support/moving-clock.ts";
import { usageEvent } from "../support/usage-event.ts";

const START = "2026-01-15T12:00:00Z";
const DAY_MS = 86_400_000;
const CENT = centsToNanos(1);

/** One moment of an account's life: grants and costs, all at once, after some time has passed. */
const moment = fc.record({
  passedMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 * DAY_MS })),
  cents: fc.option(fc.integer({ min: 1, max: 999 })),
  lifetimeMs: fc.option(fc.integer({ min: 1, max: 40 * DAY_MS })),
  costs: fc.array(fc.integer({ min: 0, max: 4_000_000_000 }), { maxLength: 5 }),
});

describeOnEveryDatabase("credits, whatever happens to them", (start) => {
  const clock = createMovingClock(START);
  let database: TestDatabase;
  let service: ControlPlane;
  let dbs: [Database, Database];
  let ledgers: [Ledger, Ledger];

  beforeAll(async () => {
    database = await start();
    const env = { AIGATEWAY_DATABASE_URL: database.url };
    service = await startControlPlane({ env, clock });
    // Two connections, as two processes have them.
    const open = () => openDatabase(readConfig(env).database);
    dbs = [open(), open()];
    const ledger = (db: Database) => createLedger({ db, clock, log: pino({ level: "silent" }) });
    ledgers = [ledger(dbs[0]), ledger(dbs[1])];
  });
  afterAll(async () => {
    for (const db of dbs ?? []) await db.destroy();
    await service?.close();
    await database.close();
  });

  test("at any moment the balance is grants less expired rests less what was spent, and every month adds up", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(moment, { maxLength: 15 }), async (moments) => {
        clock.set(START);
        const account = await newAccount(dbs[0], clock);
        const model = createCreditsModel();
        for (const { passedMs, cents, lifetimeMs, costs } of moments) {
          clock.advance(passedMs);
          const now = clock.now();
          const expiresAt = lifetimeMs === null ? null : now + lifetimeMs;
          await Promise.all([
            cents !== null && grant(account, cents * CENT, expiresAt),
            ...costs.map((cost, i) => ledgers[i % 2 ? 0 : 1].record([event(account, cost)])),
          ]);
          // In which order these came makes no difference to what is there afterwards.
          if (cents !== null) model.grant(cents * CENT, expiresAt);
          for (const cost of costs) if (cost > 0) model.spend(cost, now);
          const { balanceNanos } = await readCredits(dbs[1], account.accountId, clock);
          expect(balanceNanos).toBe(model.balance(now));
        }
        expect(await rests(account)).toEqual(model.grants.map(({ rest }) => rest));
        const { body } = await apiOf(service, account.apiKey)("GET", "/credits/transactions");
        expectTransactions(body.items, model);
      }),
      { numRuns: 60 },
    );
  });

  const grant = ({ accountId }: CreatedAccount, amountNanos: number, expiresAt: number | null) =>
    inTransaction(dbs[0], (transaction) =>
      grantCredits(transaction, { accountId, amountNanos, category: "promotional", expiresAt }, clock),
    );
  const event = ({ accountId }: CreatedAccount, costNanos: number) =>
    usageEvent({ accountId, costNanos, eventTime: clock.now() });
  const rests = ({ accountId }: CreatedAccount): Promise<number[]> =>
    dbs[0]("credit_grants").where({ account_id: accountId }).orderBy("id").pluck("remaining_nanos");

  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  function expectTransactions(items: any[], { grants, months }: CreditsModel): void {
    const times = items.map(({ createdAt }) => createdAt);
    expect(times).toEqual([...times].sort().reverse());
    const cents = items.flatMap((item) => (item.type === "credits" ? [item.amountCents] : []));
    expect(cents.sort()).toEqual(grants.map(({ amount }) => amount / CENT).sort());
    const periods = items.filter(({ type }) => type !== "credits");
    expect(periods).toHaveLength(months.size);
    for (const period of periods) {
      const month = months.get(Date.parse(period.periodStart));
      const [totalCents, appliedCreditsCents] = [month?.total, month?.applied].map((nanos = NaN) =>
        Math.round(nanos / CENT),
      );
      expect(period).toMatchObject({ totalCents, appliedCreditsCents, amountPaidCents: 0 });
      expect(period.amountDueCents).toBe(period.totalCents - period.appliedCreditsCents);
      expect(period.amountRemainingCents).toBe(period.amountDueCents - period.amountPaidCents);
      const isRunning = Date.parse(period.periodEnd) > clock.now();
      expect(period.type).toBe(isRunning ? "usageInvoicePreview" : "usageInvoice");
    }
  }
});
