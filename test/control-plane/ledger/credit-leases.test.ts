import fc from "fast-check";
import { pino } from "pino";
import { readConfig } from "../../../control-plane/src/config.ts";
import { type Database, inTransaction, openDatabase } from "../../../control-plane/src/database.ts";
import { grantCredits } from "../../../control-plane/src/ledger/grant-credits.ts";
import { LEASE_MS } from "../../../control-plane/src/ledger/lease-store.ts";
import type { Reservation } from "../../../control-plane/src/ledger/leases.ts";
import { createLedger, type Ledger } from "../../../control-plane/src/ledger/ledger.ts";
import { readCredits } from "../../../control-plane/src/ledger/read-credits.ts";
import { migrate } from "../../../control-plane/src/migrate.ts";
import { centsToNanos } from "../../../control-plane/src/money.ts";
import { newAccount } from "../../support/accounts.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../../support/databases.ts";
import { createMovingClock } from "../../support/moving-clock.ts";
import { usageEvent } from "../../support/usage-event.ts";

const START = "2026-01-15T12:00:00Z";
const CENT = centsToNanos(1);

describeOnEveryDatabase("credits that are set aside", (start) => {
  const clock = createMovingClock(START);
  const log = pino({ level: "silent" });
  let database: TestDatabase;
  let dbs: Database[];
  let ledgers: [Ledger, Ledger];
  let accountId: string;

  beforeAll(async () => {
    database = await start();
    // Connections of their own, as processes have them.
    dbs = [1, 2].map(() => openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database));
    await migrate(dbs[0] as Database);
  });
  beforeEach(async () => {
    clock.set(START);
    ({ accountId } = await newAccount(dbs[0] as Database, clock));
    ledgers = dbs.map((db) => createLedger({ db, clock, log })) as [Ledger, Ledger];
  });
  afterEach(() => Promise.all(ledgers.map((ledger) => ledger.close())));
  afterAll(async () => {
    for (const db of dbs ?? []) await db.destroy();
    await database.close();
  });

  const grant = (nanos: number) =>
    inTransaction(dbs[0] as Database, (transaction) =>
      grantCredits(
        transaction,
        { accountId, amountNanos: nanos, category: "promotional", expiresAt: null },
        clock,
      ),
    );
  const balance = async () => (await readCredits(dbs[0] as Database, accountId, clock)).balanceNanos;
  const leases = () => (dbs[0] as Database)("credit_leases").where({ account_id: accountId });
  const reserve = async (ledger: Ledger, nanos: number): Promise<Reservation | string> => {
    const answer = await ledger.reserve(accountId, nanos);
    return "refused" in answer ? answer.refused : answer.reservation;
  };
  /** A request from its beginning to its end. */
  async function ask(ledger: Ledger, mayCost: number, costNanos: number): Promise<boolean> {
    const reservation = await reserve(ledger, mayCost);
    if (typeof reservation === "string") return false;
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    await ledger.record([usageEvent({ accountId, costNanos })]);
    reservation.release();
    return true;
  }

  test("requests at once overdraw by less than what one request of each process may cost", async () => {
    const request = fc
      .tuple(
        fc.integer({ min: 1, max: 20 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.constantFrom(0, 1),
      )
      .map(([cents, part, process]) => ({
        mayCost: cents * CENT,
        costs: Math.round(part * cents * CENT),
        process,
      }));
    const lives = fc.record({
      granted: fc.integer({ min: 1, max: 60 }),
      requests: fc.array(request, { minLength: 1, maxLength: 25 }),
    });
    await fc.assert(
      fc.asyncProperty(lives, async ({ granted, requests }) => {
        ({ accountId } = await newAccount(dbs[0] as Database, clock));
        await grant(granted * CENT);
        await Promise.all(
          requests.map(({ mayCost, costs, process }) => ask(ledgers[process] as Ledger, mayCost, costs)),
        );
        for (const ledger of ledgers) await ledger.flush();
        const most = Math.max(...requests.map(({ mayCost }) => mayCost));
        expect(await balance()).toBeGreaterThan(-most * ledgers.length);
      }),
      { numRuns: 60 },
    );
  });

  test("one request at a time gets through to the last nano-dollar, and then none", async () => {
    await grant(10 * CENT);
    let count = 0;
    while (await ask(ledgers[count % 2 ? 1 : 0] as Ledger, 4 * CENT, CENT)) count++;
    expect(count).toBeGreaterThan(0);
    // What the one process has set aside and does not use, the other finds when it is given back.
    await ledgers[0].close();
    while (await ask(ledgers[1], 4 * CENT, CENT)) count++;
    expect(count).toBe(10);
    expect(await balance()).toBe(0);
    expect(await reserve(ledgers[1], CENT)).toBe("used up");
  });

  test("an account that never had any is told apart from one that has used them up", async () => {
    expect(await reserve(ledgers[0], CENT)).toBe("never granted");
    await grant(CENT);
    expect(await ask(ledgers[0], CENT, CENT)).toBe(true);
    expect(await reserve(ledgers[0], CENT)).toBe("used up");
  });

  test("while a request runs that may take the rest, no other begins; it may when the first has cost less", async () => {
    await grant(10 * CENT);
    const first = (await reserve(ledgers[0], 8 * CENT)) as Reservation;
    expect(await reserve(ledgers[0], 8 * CENT)).toBe("used up");
    expect(await reserve(ledgers[1], 8 * CENT)).not.toBe("never granted");
    await ledgers[0].record([usageEvent({ accountId, costNanos: CENT })]);
    first.release();
    expect(typeof (await reserve(ledgers[0], 8 * CENT))).toBe("object");
  });

  test("a process that does not come back keeps them for a minute", async () => {
    await grant(10 * CENT);
    await reserve(ledgers[0], 1); // and some more is set aside with it
    expect(await ask(ledgers[1], 10 * CENT, 0)).toBe(true); // alone, it gets through with less than it may cost
    const others = (await reserve(ledgers[1], 7 * CENT)) as Reservation;
    expect(await reserve(ledgers[1], 1.5 * CENT)).toBe("used up");
    others.release();
    clock.advance(LEASE_MS);
    expect(typeof (await reserve(ledgers[1], 10 * CENT))).toBe("object");
    // And the first, should it come back, does not spend what others have by now.
    expect(await reserve(ledgers[0], CENT)).toBe("used up");
  });

  test("many requests share what is set aside: the database is asked once", async () => {
    await grant(500_000 * CENT);
    await reserve(ledgers[0], CENT);
    const answers = Array.from({ length: 50 }, () => ledgers[0].reserve(accountId, CENT));
    expect(answers.filter((answer) => answer instanceof Promise)).toEqual([]);
  });

  test("when a process ends, it leaves nothing set aside", async () => {
    await grant(100 * CENT);
    expect(await ask(ledgers[0], 8 * CENT, CENT)).toBe(true);
    expect(await leases()).toHaveLength(1);
    await ledgers[0].close();
    expect(await leases()).toEqual([]);
    expect(await balance()).toBe(99 * CENT);
  });

  test("what is set aside covers what was spent and is not taken off the balance yet, and no more", async () => {
    await grant(100 * CENT);
    for (let i = 0; i < 10; i++) await ask(ledgers[0], 2 * CENT, CENT);
    await ledgers[0].flush();
    const [{ amount_nanos }] = await leases();
    // The rest of the lease and the balance without it are all there is.
    expect(await balance()).toBe(90 * CENT);
    expect(amount_nanos).toBeGreaterThanOrEqual(0);
    expect(amount_nanos).toBeLessThanOrEqual(90 * CENT);
  });
});
