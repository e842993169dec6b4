/** The only reader of time. Everything else is handed a `Clock`, so that tests can move it. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** Milliseconds since the epoch as RFC 3339 in UTC, the form of every time in the API. */
export function toRfc3339(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** RFC 3339 as milliseconds since the epoch. The text has been checked by a schema before. */
export function fromRfc3339(text: string): number {
  return new Date(text).getTime();
}

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

/** The beginning of a moment's calendar month in UTC. */
export function startOfMonth(milliseconds: number): number {
  const date = new Date(milliseconds);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
}

/** The beginning of the calendar month after a moment's, in UTC. */
export function startOfNextMonth(milliseconds: number): number {
  const date = new Date(milliseconds);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

/** The same time of day a year later; of February 29th, March 1st. */
export function oneYearAfter(milliseconds: number): number {
  const date = new Date(milliseconds);
  return date.setUTCFullYear(date.getUTCFullYear() + 1);
}
