import { setTimeout as delay } from "node:timers/promises";
import { wasNeverSent } from "./no-answer-error.ts";

/** What came of one attempt: a status, or the code of the error that kept it from having one. */
export interface Outcome {
  status?: number;
  errorCode?: string | undefined;
  /** Seconds, or a date, as the header says. */
  retryAfter?: string | undefined;
}

export interface RetryPolicy {
  /**
   * How long to wait before the next attempt, in milliseconds; `undefined` ends it with what there is.
   *
   * @param repeatable Whether the request changes nothing when it comes twice.
   */
  delayBefore(attempt: number, repeatable: boolean, outcome: Outcome): number | undefined;
}

const ATTEMPTS = 4;
const FIRST_DELAY = 250;
const LONGEST_DELAY = 30_000;

const SERVER_FAULTS = [500, 502, 503, 504];

/**
 * Repeats with exponential back-off what is safe to repeat. A request that changes nothing when it comes twice is
 * repeated after any transient failure, any other only when it can't have been carried out: never sent, or turned away
 * by a rate limit.
 *
 * @param random In [0, 1): spreads the attempts of parallel requests.
 */
export function createRetryPolicy(random: () => number, now: () => number): RetryPolicy {
  return {
    delayBefore(attempt, repeatable, outcome) {
      if (attempt >= ATTEMPTS) return undefined;
      if (!wasTurnedAway(outcome) && !(repeatable && mayHaveHappened(outcome))) return undefined;
      const asked = parseRetryAfter(outcome.retryAfter, now());
      if (asked !== undefined) return Math.min(asked, LONGEST_DELAY);
      return FIRST_DELAY * 2 ** (attempt - 1) * (0.75 + random() / 2);
    },
  };
}

/** All but the POSTs that create. Rotating to the same value twice is rotating to it once. */
export function isRepeatable(method: string, path: string): boolean {
  return method !== "POST" || path.endsWith("/rotate");
}

/** A transient failure that leaves open whether the request was carried out. */
export function mayHaveHappened({ status, errorCode }: Outcome): boolean {
  if (errorCode !== undefined) return !wasNeverSent(errorCode);
  return status !== undefined && SERVER_FAULTS.includes(status);
}

function wasTurnedAway({ status, errorCode }: Outcome): boolean {
  return status === 429 || (errorCode !== undefined && wasNeverSent(errorCode));
}

function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const milliseconds = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/** Waits, or gives up at once when the user interrupts Terraform. */
export async function pause(milliseconds: number, stopping: AbortSignal): Promise<boolean> {
  return delay(milliseconds, true, { signal: stopping }).catch(() => false);
}
