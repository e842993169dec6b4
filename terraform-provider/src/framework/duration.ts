/** Go's duration syntax ("1h30m", "250ms"), which the API takes and Terraform users know. */

const NANOSECONDS: Record<string, number> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 60e9,
  h: 3600e9,
};

const WHOLE = /^(?:(?:\d+(?:\.\d+)?|\.\d+)(?:ns|us|µs|ms|s|m|h))+$/;
const PART = /(\d+(?:\.\d+)?|\.\d+)(ns|us|µs|ms|s|m|h)/g;

/** A duration in milliseconds, or `undefined` when the text is none. There are no negative ones. */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  if (!WHOLE.test(text)) return undefined;
  const parts = [...text.matchAll(PART)].map(
    ([, amount, unit = ""]) => Number(amount) * (NANOSECONDS[unit] ?? 0),
  );
  // Whole nanoseconds, as in Go: so that 1.1s is 1100ms.
  return Math.round(parts.reduce((total, part) => total + part, 0)) / 1e6;
}
