import { appendFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as endOfTurn } from "node:timers/promises";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Database } from "../database.ts";
import { newId } from "../ids.ts";
import { createDrain, createStore } from "./drain.ts";
import { createJournal } from "./journal/journal.ts";
import { replay } from "./journal/replay.ts";
import { createLeaseStore } from "./lease-store.ts";
import { createLeases, type Reserved } from "./leases.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import type { UsageEvent } from "./usage-event.ts";
import { writeEvents } from "./write-events.ts";

/** Events of one transaction. */
const BATCH_SIZE = 2000;
/** How long events gather in the journal before they are brought into the database. */
const DRAIN_DELAY_MS = 100;
const SWEEP_INTERVAL_MS = 10_000;

/** Where usage is written down and credits are counted. */
export interface Ledger {
  /**
   * Writes down the events of one request. Resolves when they outlive this process, which is why the gateway awaits it
   * before a response's last byte; they are in the database soon after. An event counts once, however often it is
   * written.
   */
  record(events: UsageEvent[]): Promise<void>;
  /** Holds what a request may cost at most (nano-dollars) until it is released. */
  reserve(accountId: string, nanos: number): Reserved | Promise<Reserved>;
  /** Events that are not in the database yet. */
  backlog(): number;
  /** Resolves when everything recorded so far is in the database. */
  flush(): Promise<void>;
  /** Brings what processes have left in the journal into the database; gives the number of events read. */
  recover(): Promise<number>;
  /** Flushes, and lets go of what was set aside. */
  close(): Promise<void>;
}

export interface LedgerOptions {
  db: Database;
  clock: Clock;
  log: Logger;
  /** Where the journal is. Without one `record` waits for the database. */
  journalFolder?: string | undefined;
}

export function createLedger({ db, clock, log, journalFolder }: LedgerOptions): Ledger {
  const holder = newId("leaseHolder");
  const leases = createLeases({ store: createLeaseStore({ db, clock, holder }), clock });
  const drain = createDrain(empty, DRAIN_DELAY_MS);
  const journal = createJournal({ folder: journalFolder, clock, log, onAppended: drain.wake });
  const store = storeOf(holder);
  const recovered = storeOf(undefined);

  function storeOf(owner: string | undefined) {
    return createStore({
      // What failed may have been committed all the same, and then it has been taken off the lease as well. Doing so
      // twice would let others spend it again; the lease's next change puts it right.
      write: (events, isFirstTry) =>
        writeEvents(db, events, { now: clock.now(), holder: isFirstTry ? owner : undefined }),
      refuse,
      log,
    });
  }

  /** What is there now. What comes meanwhile gathers anew: a transaction for a handful of events costs as much as for hundreds. */
  async function empty(): Promise<void> {
    const { appended } = journal.counts();
    while (journal.counts().stored < appended) {
      const batch = journal.next(BATCH_SIZE);
      if (!batch) return; // what has just been recorded is appended at the end of this turn
      await store(batch.events);
      for (const { accountId, costNanos } of batch.events) leases.settle(accountId, costNanos);
      batch.stored();
    }
  }

  /** Holds all that is needed to enter it by hand. */
  function refuse(event: UsageEvent, error: unknown): void {
    log.error({ err: error, event }, "the database refuses a usage event");
    if (!journalFolder) return;
    try {
      appendFileSync(join(journalFolder, "refused.jsonl"), `${JSON.stringify(event)}\n`, { mode: 0o600 });
    } catch (error) {
      log.error({ err: error, eventId: event.id }, "a refused usage event is in this log only");
    }
  }

  async function recover(only?: "orphans"): Promise<number> {
    if (!journalFolder) return 0;
    return replay({ folder: journalFolder, owns: journal.owns, only, store: recovered, clock, log });
  }

  async function flush(): Promise<void> {
    const { appended } = journal.counts();
    while (journal.counts().stored < appended) {
      await endOfTurn(); // what has just been recorded is appended then
      await drain.run();
    }
  }

  const sweepLeases = oneAtATime(leases.sweep, (error) =>
    log.warn({ err: error }, "credits could not be set aside or given back"),
  );
  const sweepJournal = oneAtATime(
    () => recover("orphans"),
    (error) => log.warn({ err: error }, "the journal of others could not be read"),
  );
  const sweeping = setInterval(() => {
    journal.touch();
    sweepLeases();
    sweepJournal();
  }, SWEEP_INTERVAL_MS).unref();

  return {
    record(events) {
      for (const { accountId, costNanos } of events) leases.spend(accountId, costNanos);
      return journal.append(events);
    },

    reserve: leases.reserve,

    backlog() {
      const { appended, stored } = journal.counts();
      return appended - stored;
    },

    flush,
    recover: () => recover(),

    async close() {
      clearInterval(sweeping);
      await flush();
      journal.close();
      await leases.close();
    },
  };
}
