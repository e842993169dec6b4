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
