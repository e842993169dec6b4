import { Token } from "cdktf";

const MILLISECONDS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const DURATION = /^(\d+(\.\d+)?(ms|s|m|h))+$/;

/**
 * Checks a duration in Go's syntax, as far as it makes sense for the life of a key: hours to milliseconds. Throws with
 * the value and the remedy.
 *
 * @returns milliseconds; undefined when it is not given or not known yet.
 */
export function requireDuration(call: string, what: string, text: string | undefined): number | undefined {
  if (text === undefined || Token.isUnresolved(text)) return undefined;
  if (text === "0") return 0;
  if (!DURATION.test(text)) {
    throw new Error(
      `${call}: ${what} "${text}" is no duration; write it like 720h, or 1h30m. There is no unit for days.`,
    );
  }
  let total = 0;
  for (const [, number, , unit] of text.matchAll(/(\d+(\.\d+)?)(ms|s|m|h)/g)) {
    total += Number(number) * (MILLISECONDS[unit ?? ""] ?? 0);
  }
  return total;
}
