import { parseDuration } from "../duration.ts";
import type { Validator } from "./validator.ts";

const HUNDRED_YEARS = 876_600 * 3_600_000;

/** A time to wait for something, from a millisecond to a hundred years. */
export function positiveDuration(): Validator<string> {
  return (text, shown) => {
    const milliseconds = parseDuration(text);
    if (milliseconds === undefined) {
      return `${shown} is not a duration. Write it in Go's syntax, like "90s", "15m" or "1h30m".`;
    }
    if (milliseconds < 1) return `${shown} is shorter than a millisecond; give at least "1ms".`;
    if (milliseconds > HUNDRED_YEARS)
      return `${shown} is longer than a hundred years; give at most "876600h".`;
    return undefined;
  };
}
