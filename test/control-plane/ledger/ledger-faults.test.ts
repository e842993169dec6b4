import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { readConfig } from "../../../control-plane/src/config.ts";
import { type Database, inTransaction, openDatabase } from "../../../control-plane/src/database.ts";
import { grantCredits } from "../../../control-plane/src/ledger/grant-credits.ts";
import { ORPHAN_AGE_MS } from "../../../control-plane/src/ledger/journal/replay.ts";
import { createLedger, type Ledger } from "../../../control-plane/src/ledger/ledger.ts";
import { readCredits } from "../../../control-plane/src/ledger/read-credits.ts";
import { migrate } from "../../../control-plane/src/migrate.ts";
import { newAccount } from "../../support/accounts.ts";
import { startSqlite, type TestDatabase } from "../../support/databases.ts";
import { createMovingClock } from "../../support/moving-clock.ts";
import { usageEvent } from "../../support/usage-event.ts";

const log = pino({ level: "silent" });
const CENT = 10_000_000;

describe("the ledger", () => {
  const clock = createMovingClock(Date.now());
  let database: TestDatabase;
  let dbs: [Database, Database];
  let folder: string;
  let ledgers: Ledger[];
  let accountId: string;

  beforeEach(async () => {
    clock.set(Date.now());
    database = await startSqlite();
    const { database: config } = readConfig({ AIGATEWAY_DATABASE_URL: database.url });
    dbs = [openDatabase(config), openDatabase(config)];
    await migrate(dbs[0]);
    ({ accountId } = await newAccount(dbs[0], clock));
    folder = mkdtempSync(join(tmpdir(), "aigateway-journal-"));
    ledgers = [];
  });
  afterEach(async () => {
    for (const ledger of ledgers) await ledger.close();
    for (const db of dbs) await db.destroy();
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function open(db: Database, journalFolder?: string): Ledger {
    const ledger = createLedger({ db, clock, log, journalFolder });
    ledgers.push(ledger);
    return ledger;
  }
  const cents = (costs: number) => usageEvent({ accountId, costNanos: costs * CENT });
  const grant = (amount: number, expiresAt: number | null) =>
    inTransaction(dbs[0], (transaction) =>
      grantCredits(
        transaction,
        { accountId, amountNanos: amount * CENT, category: "promotional", expiresAt },
        clock,
      ),
    );
  const balance = async () => (await readCredits(dbs[0], accountId, clock)).balanceNanos / CENT;
  const stored = async () => (await dbs[0]("usage_events").pluck("id")).length;
  /** One request after the other, of a cent each, until one is refused; `isQuick`: or would have to ask the database. */
  async function spend(ledger: Ledger, isQuick = false): Promise<number> {
    for (let count = 0; ; count++) {
      const answer = ledger.reserve(accountId, CENT);
      const isSlow = answer instanceof Promise;
      const reserved = await answer;
      if ("refused" in reserved) return count;
      if (!(isQuick && isSlow)) await ledger.record([cents(1)]);
      reserved.reservation.release();
      if (isQuick && isSlow) return count;
    }
  }

  test("flushes what was recorded in the same turn of the event loop", async () => {
    const ledger = open(dbs[0], folder);
    void ledger.record([cents(1)]);
    await ledger.flush();
    expect(await stored()).toBe(1);
  });

  test("keeps events until a database that is full takes them again: none is refused", async () => {
    const ledger = open(dbs[0], folder);
    const [{ page_count: pages }] = await dbs[0].raw("PRAGMA page_count");
    await dbs[0].raw(`PRAGMA max_page_count = ${pages}`);
    await ledger.record(Array.from({ length: 200 }, () => cents(1)));
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(await stored()).toBe(0);
    await dbs[0].raw("PRAGMA max_page_count = 1000000");
    await ledger.flush();
    expect(await stored()).toBe(200);
    expect(existsSync(join(folder, "refused.jsonl"))).toBe(false);
  });

  test("gathers what comes while a batch is written: steady traffic is not one small transaction after the other", async () => {
    const ledger = open(dbs[0], folder);
    let transactions = 0;
    dbs[0].on("query", ({ sql }: { sql: string }) => {
      if (sql.includes("INTO usage_events")) transactions++;
    });
    const started = performance.now();
    let recorded = 0;
    for (; performance.now() - started < 1000; recorded++) {
      await ledger.record([cents(0)]);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await ledger.flush();
    // One in a tenth of a second, and those at its two ends; on a busy machine it takes longer than the second.
    const tenths = (performance.now() - started) / 100;
    expect(transactions).toBeLessThanOrEqual(tenths + 2);
    expect(recorded).toBeGreaterThan(3 * transactions);
  });

  test("goes on when a refused event can't be kept beside the journal", async () => {
    const ledger = open(dbs[0], folder);
    mkdirSync(join(folder, "refused.jsonl"));
    await ledger.record([{ ...cents(1), accountId: "acct_nobody" }, cents(1)]);
    await ledger.flush();
    expect(await stored()).toBe(1);
  });

  test("notices that its file was taken for an orphan's: what comes next is safe elsewhere", async () => {
    const owner = open(dbs[0], folder);
    await owner.record([cents(1)]);
    await owner.flush();
    clock.advance(ORPHAN_AGE_MS + 1000); // as when the machine slept
    await open(dbs[1], folder).recover();
    expect(readdirSync(folder).filter((name) => name.endsWith("-1.jsonl"))).toEqual([]);
    await owner.record([cents(1)]); // waits for the database
    expect(await stored()).toBe(2);
  });

  test("recovers the other files of the journal when one can't be read", async () => {
    mkdirSync(join(folder, "aigj_00a-1.jsonl"));
    writeFileSync(join(folder, "aigj_01b-1.jsonl"), `${JSON.stringify(cents(1))}\n`);
    expect(await open(dbs[0], folder).recover()).toBe(1);
  });

  test("takes a commit whose answer was lost off the lease once: others can't spend it again", async () => {
    await grant(400, null);
    let isLost = false;
    const flaky = new Proxy(dbs[0], {
      get: (target, key) =>
        key !== "transaction"
          ? Reflect.get(target, key)
          : async (work: Parameters<Database["transaction"]>[0]) => {
              const answer = await target.transaction(work as never);
              if (!isLost) return answer;
              isLost = false;
              throw new Error("Connection terminated unexpectedly");
            },
    });
    const [first, second] = [open(flaky, folder), open(dbs[1])];
    expect(await spend(first, true)).toBe(0); // has set a dollar aside now
    for (let i = 0; i < 45; i++) {
      isLost ||= i === 0;
      await first.record([cents(1)]);
    }
    await first.flush();
    await spend(second);
    await spend(first, true);
    for (const ledger of [first, second]) await ledger.flush();
    expect(await balance()).toBeGreaterThan(-2);
  });

  test("spends no credits that have expired since they were set aside", async () => {
    await grant(400, clock.now() + 5000);
    const ledger = open(dbs[0]);
    expect(await spend(ledger, true)).toBe(0);
    clock.advance(5001);
    expect(await spend(ledger)).toBe(0);
    expect(await balance()).toBe(0);
  });
});
