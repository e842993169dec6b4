import { parseDuration } from "../duration.ts";
import type { Validator } from "./validator.ts";

/** The API's own bound: what is added to the present stays a time that can be shown. */
const LONGEST = "876600h";

/**
 * A duration in Go's syntax, from zero to a hundred years.
 *
 * @param least The shortest that makes sense, and what to do instead of a shorter one.
 */
export function duration(least = { value: "0s", remedy: 'Write "0s" or more.' }): Validator<string> {
  return (text, shown) => {
    const milliseconds = parseDuration(text);
    if (milliseconds === undefined) {
      return `${shown} is not a duration in Go's syntax. Write numbers with the units h, m and s, like "720h" or "1h30m"; a day is "24h".`;
    }
    if (milliseconds < (parseDuration(least.value) ?? 0)) {
      return `${shown} is shorter than ${least.value}. ${least.remedy}`;
    }
    if (milliseconds > (parseDuration(LONGEST) ?? 0)) {
      return `${shown} is longer than ${LONGEST}, a hundred years. Shorten it.`;
    }
    return undefined;
  };
}
