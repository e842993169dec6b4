import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import { isDataRefused } from "../database.ts";
import type { UsageEvent } from "./usage-event.ts";

/** Before a write is tried again, for the first times and from then on. */
const RETRY_DELAYS_MS = [50, 200];
const OUTAGE_DELAY_MS = 1000;

export interface StoreOptions {
  /** One transaction; throws when it can't be done, or when it can't be told whether it was. */
  write(events: readonly UsageEvent[], isFirstTry: boolean): Promise<void>;
  /** Keeps an event that the database refuses. */
  refuse(event: UsageEvent, error: unknown): void;
  log: Logger;
}

/**
 * Makes the function that brings events into the database: it outlasts an outage of whatever kind (away, full, locked,
 * read-only), and one event whose values are refused does not take the others of its batch with it. It resolves when each
 * event is stored or refused, and never rejects.
 */
export function createStore(options: StoreOptions): (events: readonly UsageEvent[]) => Promise<void> {
  const { write, refuse, log } = options;

  async function store(events: readonly UsageEvent[]): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await write(events, attempt === 0);
      } catch (error) {
        if (isDataRefused(error)) return split(events, error);
        const delayMs = RETRY_DELAYS_MS[attempt] ?? OUTAGE_DELAY_MS;
        if (delayMs === OUTAGE_DELAY_MS)
          log.warn({ err: error, events: events.length }, "usage can't be stored now; it is tried again");
        await sleep(delayMs);
      }
    }
  }

  async function split(events: readonly UsageEvent[], error: unknown): Promise<void> {
    const [only] = events;
    if (events.length === 1 && only) return refuse(only, error);
    const half = Math.ceil(events.length / 2);
    await store(events.slice(0, half));
    await store(events.slice(half));
  }

  return store;
}

export interface Drain {
  /** There is something to take. `urgent`: at once. */
  wake(urgent: boolean): void;
  /** Takes all there is now, without waiting for its time. */
  run(): Promise<void>;
}

/** Empties something repeatedly: once woken, after a delay in which more gathers. `empty` must not reject. */
export function createDrain(empty: () => Promise<void>, delayMs: number): Drain {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let isWanted = false;

  function run(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    isWanted = running !== undefined;
    running ??= empty().finally(() => {
      running = undefined;
      if (isWanted) wake(true);
    });
    return running;
  }

  function wake(urgent: boolean): void {
    if (urgent) void run();
    else timer ??= setTimeout(run, delayMs);
  }

  return { wake, run };
}
