import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Database } from "../database.ts";
import { createBalances } from "./balances.ts";
import type { UsageEvent } from "./usage-event.ts";
import { writeEvents } from "./write-events.ts";

/** Requests whose events are written together. */
const BATCH_SIZE = 200;
const RETRY_DELAYS_MS = [50, 200, 1000];

/** Where usage is written down and credits are counted. */
export interface Ledger {
  /**
   * Writes the events of one request and takes their cost off the balance. Resolves when they are in the database,
   * which is why the gateway awaits it before a response's last byte. Events that arrive meanwhile share one
   * transaction. Writing an event twice counts it once.
   */
  record(events: UsageEvent[]): Promise<void>;
  credits(accountId: string): Promise<Credits>;
  /** Requests whose events are not written yet. */
  backlog(): number;
  /** Resolves when everything recorded so far is written. */
  flush(): Promise<void>;
}

export interface Credits {
  balanceNanos: number;
  /** Whether anything was ever granted: an account that has used up its credits differs from one without any. */
  everGranted: boolean;
}

export function createLedger({ db, clock, log }: { db: Database; clock: Clock; log: Logger }): Ledger {
  const balances = createBalances({ db, clock });
  const queue: { events: UsageEvent[]; done: () => void }[] = [];
  let inFlight = 0;
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, BATCH_SIZE);
      inFlight = batch.length;
      const events = batch.flatMap((entry) => entry.events);
      await writeWithRetries(events);
      for (const event of events) balances.settle(event);
      inFlight = 0;
      for (const { done } of batch) done();
    }
    writing = undefined;
  }

  async function writeWithRetries(events: UsageEvent[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await writeEvents(db, events, clock.now());
      } catch (error) {
        const delay = RETRY_DELAYS_MS[attempt];
        if (delay === undefined) return giveUp(events, error);
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
  }

  /** One event that the database refuses must not take the others of its batch with it. */
  async function giveUp(events: UsageEvent[], error: unknown): Promise<void> {
    if (events.length > 1) {
      for (const event of events)
        await writeEvents(db, [event], clock.now()).catch((cause) => giveUp([event], cause));
      return;
    }
    // The client gets its answer all the same. The log line holds all that is needed to enter the event by hand.
    log.error({ err: error, events }, "a usage event could not be written");
  }

  return {
    record(events) {
      for (const event of events) balances.hold(event);
      return new Promise((resolve) => {
        queue.push({ events, done: resolve });
        writing ??= Promise.resolve().then(writeAll);
      });
    },

    backlog: () => queue.length + inFlight,

    credits: (accountId) => balances.read(accountId),

    async flush() {
      while (writing) await writing;
    },
  };
}
