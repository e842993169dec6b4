import { Token } from "cdktf";

/** Milliseconds of Go's units; both letters for micro are taken, as Go does. */
const UNITS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  "\u00b5s": 1e-3,
  "\u03bcs": 1e-3,
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
};
const UNIT = Object.keys(UNITS).join("|");
const DURATION = new RegExp(`^(0|((\\d+\\.?\\d*|\\.\\d+)(${UNIT}))+)$`);
const PART = new RegExp(`(\\d+\\.?\\d*|\\.\\d+)(${UNIT})`, "g");

/** A duration in Go's syntax, in milliseconds; `undefined` when the text is none, or has a sign. */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  const parts = [...text.matchAll(PART)];
  const total = parts.reduce((sum, [, number, unit]) => sum + Number(number) * (UNITS[unit ?? ""] ?? 0), 0);
  return Math.round(total * 1e6) / 1e6; // whole nanoseconds, as in Go
}

/** The provider's own bound: a hundred years. */
const LONGEST = "876600h";

/**
 * Throws when a text is no duration that the provider takes. Tokens pass.
 *
 * @param least The shortest that makes sense, and what to do instead of a shorter one.
 */
export function requireDuration(
  construct: string,
  property: string,
  value: string | undefined,
  least = { value: "0s", remedy: 'Write "0s" or more.' },
): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  const milliseconds = parseDuration(value);
  if (milliseconds === undefined) {
    throw new Error(
      `${construct}: ${property} "${value}" is no duration in Go's syntax; write numbers with the units h, m and s, like "720h" or "1h30m". A day is "24h".`,
    );
  }
  if (milliseconds < (parseDuration(least.value) ?? 0)) {
    throw new Error(`${construct}: ${property} "${value}" is shorter than ${least.value}. ${least.remedy}`);
  }
  if (milliseconds > (parseDuration(LONGEST) ?? 0)) {
    throw new Error(
      `${construct}: ${property} "${value}" is longer than ${LONGEST}, a hundred years; shorten it.`,
    );
  }
}
