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
  /** How long to wait before the next attempt, in milliseconds; `undefined` ends it with what there is. */
  delayBefore(attempt: number, method: string, url: string, outcome: Outcome): number | undefined;
}

const ATTEMPTS = 4;
const FIRST_DELAY = 250;
const LONGEST_DELAY = 30_000;

const TRANSIENT = [429, 500, 502, 503, 504];

/**
 * Repeats with exponential back-off what is safe to repeat. A request that changes nothing when it comes twice is
 * repeated after any transient failure: these are all but the POSTs that create. Those are repeated only when they
 * can't have been carried out: never sent, or turned away by a rate limit.
 *
 * @param random In [0, 1): spreads the attempts of parallel requests.
 */
export function createRetryPolicy(random: () => number, now: () => number): RetryPolicy {
  return {
    delayBefore(attempt, method, url, outcome) {
      if (attempt >= ATTEMPTS || !worthRepeating(method, url, outcome)) return undefined;
      const asked = parseRetryAfter(outcome.retryAfter, now());
      if (asked !== undefined) return Math.min(asked, LONGEST_DELAY);
      return FIRST_DELAY * 2 ** (attempt - 1) * (0.75 + random() / 2);
    },
  };
}

function worthRepeating(method: string, url: string, { status, errorCode }: Outcome): boolean {
  if (errorCode !== undefined && wasNeverSent(errorCode)) return true;
  if (status === 429) return true;
  if (status !== undefined && !TRANSIENT.includes(status)) return false;
  // Rotating to the same value twice is rotating to it once.
  return method !== "POST" || url.endsWith("/rotate");
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
