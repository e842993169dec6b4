import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { systemClock } from "../../../control-plane/src/clock.ts";
import { readConfig } from "../../../control-plane/src/config.ts";
import { type Database, openDatabase } from "../../../control-plane/src/database.ts";
import { createJournal } from "../../../control-plane/src/ledger/journal/journal.ts";
import { ORPHAN_AGE_MS } from "../../../control-plane/src/ledger/journal/replay.ts";
import { createLedger, type Ledger } from "../../../control-plane/src/ledger/ledger.ts";
import type { UsageEvent } from "../../../control-plane/src/ledger/usage-event.ts";
import { migrate } from "../../../control-plane/src/migrate.ts";
import { newAccount } from "../../support/accounts.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../../support/databases.ts";
import { usageEvent } from "../../support/usage-event.ts";

const log = pino({ level: "silent" });
const clock = systemClock;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "aigateway-journal-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const events = (count: number, accountId = "acct_1"): UsageEvent[] =>
  Array.from({ length: count }, () => usageEvent({ accountId }));
const files = () => readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
const onDisk = () =>
  files()
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("");
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);

describe("the journal", () => {
  const open = () => createJournal({ folder, clock, log, onAppended: () => undefined });

  test("has an event on disk before it says so, and off the disk when it is stored", async () => {
    const journal = open();
    const [event] = events(1) as [UsageEvent];
    await journal.append([event]);
    expect(JSON.parse(onDisk())).toEqual(event);
    const batch = journal.next(10);
    expect(batch?.events).toEqual([event]);
    batch?.stored();
    expect(onDisk()).toBe("");
    expect(journal.next(10)).toBeUndefined();
    journal.close();
    expect(files()).toEqual([]);
  });

  test("gives out each event once, also of more than it keeps in memory", async () => {
    const journal = open();
    const all: string[] = [];
    for (let round = 0; round < 70; round++) {
      const some = events(1000);
      all.push(...ids(some));
      await journal.append(some);
    }
    expect(files().length).toBeGreaterThan(5);
    const given: string[] = [];
    for (let batch = journal.next(1500); batch; batch = journal.next(1500)) {
      given.push(...ids(batch.events));
      batch.stored();
    }
    expect(given).toEqual(all);
    expect(journal.counts()).toEqual({ appended: 70_000, stored: 70_000 });
    journal.close();
    expect(files()).toEqual([]);
  });

  test("that can't be written lets its callers wait until the events are stored", async () => {
    const urgent: boolean[] = [];
    const journal = createJournal({
      folder: join(folder, "made-and-removed"),
      clock,
      log,
      onAppended: (isUrgent) => urgent.push(isUrgent),
    });
    rmSync(join(folder, "made-and-removed"), { recursive: true });
    let isSafe = false;
    const appended = journal.append(events(1)).then(() => {
      isSafe = true;
    });
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    expect(urgent).toEqual([true]);
    expect(isSafe).toBe(false);
    journal.next(10)?.stored();
    await appended;
    // Once it can be written again, it is, and nobody waits any more.
    mkdirSync(join(folder, "made-and-removed"));
    await journal.append(events(1));
    expect(urgent).toEqual([true, false]);
  });
});

describeOnEveryDatabase("a journal that was left behind", (start) => {
  let database: TestDatabase;
  let db: Database;
  let ledger: Ledger;
  let accountId: string;

  beforeAll(async () => {
    database = await start();
    db = openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database);
    await migrate(db);
  });
  beforeEach(async () => {
    ({ accountId } = await newAccount(db));
    ledger = createLedger({ db, clock, log, journalFolder: folder });
  });
  afterEach(() => ledger.close());
  afterAll(async () => {
    await db.destroy();
    await database.close();
  });

  const stored = (): Promise<string[]> =>
    db("usage_events").where({ account_id: accountId }).orderBy("id").pluck("id");
  const spent = async (): Promise<number> =>
    (await db("accounts").where({ id: accountId }).first("spent_nanos")).spent_nanos;
  const leave = (name: string, text: string, ageMs = 0) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    const at = (Date.now() - ageMs) / 1000;
    utimesSync(path, at, at);
  };
  const lines = (list: readonly UsageEvent[]) => list.map((event) => `${JSON.stringify(event)}\n`).join("");

  test("is stored at the next start, each event once, however often it is read", async () => {
    const left = events(2500, accountId);
    leave("aigj_01other-1.jsonl", lines(left));
    await ledger.recover();
    await ledger.recover();
    expect(await stored()).toEqual(ids(left).sort());
    expect(await spent()).toBe(2500 * 10_000_000);
  });

  test("may end in the middle of an event: what is whole before it is stored", async () => {
    const [first, second] = events(2, accountId) as [UsageEvent, UsageEvent];
    leave("aigj_01other-1.jsonl", lines([first]) + JSON.stringify(second).slice(0, 100));
    await ledger.recover();
    expect(await stored()).toEqual([first.id]);
  });

  test("stays while its process may be alive, and goes when it can't be", async () => {
    leave("aigj_01young-1.jsonl", lines(events(1, accountId)));
    leave("aigj_01old-1.jsonl", lines(events(1, accountId)), ORPHAN_AGE_MS + 1000);
    await ledger.recover();
    expect(await stored()).toHaveLength(2);
    expect(files()).toEqual(["aigj_01young-1.jsonl"]);
  });

  test("is found by the ledger of a process that was killed between two drains", async () => {
    const killed = createLedger({ db, clock, log, journalFolder: folder });
    const left = events(3, accountId);
    await killed.record(left); // and nobody waits for it
    await ledger.recover();
    expect(await stored()).toEqual(ids(left).sort());
    await killed.close();
    expect(await spent()).toBe(3 * 10_000_000);
  });

  test("holds what the database refuses, which does not hold up the rest", async () => {
    const [good, bad, other] = events(3, accountId) as [UsageEvent, UsageEvent, UsageEvent];
    await ledger.record([good, { ...bad, accountId: "acct_nobody" }, other]);
    await ledger.flush();
    expect(await stored()).toEqual(ids([good, other]).sort());
    expect(JSON.parse(readFileSync(join(folder, "refused.jsonl"), "utf8"))).toMatchObject({ id: bad.id });
  });
});
