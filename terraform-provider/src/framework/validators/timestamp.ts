import type { Validator } from "./validator.ts";

const RFC3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

export function timestamp(): Validator<string> {
  return (text, shown) =>
    RFC3339.test(text) && !Number.isNaN(Date.parse(text))
      ? undefined
      : `${shown} is not a time in RFC 3339. Write it like "2030-01-31T12:00:00Z".`;
}
