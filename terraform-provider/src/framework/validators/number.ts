import type { Validator } from "./validator.ts";

/** A whole number. Numbers beyond what JSON carries exactly arrive in here as text or as a `bigint`. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): Validator<number> {
  return (value: unknown) => {
    const shown = String(value);
    if (typeof value === "number" && !Number.isInteger(value)) {
      return `${shown} is not a whole number; give one from ${min} on.`;
    }
    const number = Number(value);
    if (number < min) return `${shown} is too small; give at least ${min}.`;
    // A text is a number that no double equals: too large, or with too many places.
    if (typeof value !== "number" || number > max) {
      return `${shown} is not possible; give a whole number of at most ${max}.`;
    }
    return undefined;
  };
}
