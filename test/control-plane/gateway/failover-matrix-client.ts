import { type Cell, comesTo } from "./failover-matrix-cells.ts";
import { type Ran, RETRY_AFTER } from "./failover-matrix-gateway.ts";
import { type CandidateName, keyOf, modelOf } from "./failover-matrix-positions.ts";
import { SURFACES } from "./failover-matrix-surfaces.ts";

/** The words of the vendors for a status, as far as they have one of their own for it. */
const ERROR_TYPES: Record<"openai" | "anthropic", Record<number, string>> = {
  openai: { 401: "authentication_error", 403: "permission_error", 429: "rate_limit_error" },
  anthropic: {
    401: "authentication_error",
    403: "permission_error",
    429: "rate_limit_error",
    504: "timeout_error",
    529: "overloaded_error",
  },
};

/** Holds what a client got against its cell. `sent` is the body that the last try was answered with. */
export function expectClient(cell: Cell, ran: Ran, sent: Buffer): void {
  switch (cell.ending) {
    case "its answer":
      expect([ran.status, ran.body.toString()]).toEqual([200, shown(cell, sent)]);
      return;
    case "its own words":
      expect([ran.status, ran.body.toString()]).toEqual([cell.fault.statusCode, sent.toString()]);
      expect(ran.headers.get("retry-after")).toBe(String(RETRY_AFTER[keyOf(lastTry(cell))]));
      return;
    case "that it could not be reached":
      expectError(cell, ran, 502, "ERR_NGROK_3800");
      return;
    case "that all failed":
      expectAllFailed(cell, ran);
      return;
    case "its beginning and an error event":
      expect(ran.status).toBe(200);
      expectCut(cell, ran, sent);
  }
}

/** One line for each try; the status is theirs if they have the same one. */
function expectAllFailed(cell: Cell, ran: Ran): void {
  const statuses = cell.tries.map((tried) => statusOf(cell, tried));
  const isRefused = cell.fault.effect === "refused key";
  const alike = isRefused && new Set(statuses).size === 1 ? (statuses[0] as number) : 503;
  const [, ...lines] = expectError(cell, ran, alike, "ERR_NGROK_3807").split("\n");
  expect(lines).toEqual(
    cell.tries.map((tried, index) =>
      expect.stringMatching(
        new RegExp(
          `^(sim|dead): ${modelOf(tried)}: .*${statuses[index] === 0 ? "no status" : statuses[index]}: \\S`,
        ),
      ),
    ),
  );
  if (alike === 429) expect(ran.headers.get("retry-after")).toBe(String(RETRY_AFTER.B));
}

/** @returns its message */
function expectError(
  { surface }: Cell,
  { status, headers, body }: Ran,
  expected: number,
  code: string,
): string {
  expect(status).toBe(expected);
  const { errorShape } = SURFACES[surface];
  const type = ERROR_TYPES[errorShape][expected] ?? expect.stringMatching(/^\w+_error$/);
  const message = expect.stringContaining(code);
  const parsed = JSON.parse(body.toString());
  expect(parsed).toEqual(
    errorShape === "openai"
      ? { error: { message, type, param: null, code } }
      : { type: "error", error: { message, type }, request_id: headers.get("x-request-id") },
  );
  return parsed.error.message;
}

/** Whole events in the upstream's bytes, and then one error event: the upstream's own if it sent one. */
function expectCut({ surface, fault }: Cell, { body }: Ran, sent: Buffer): void {
  const text = body.toString();
  const whole = sent.subarray(0, sent.lastIndexOf("\n\n") + 2).toString();
  if (fault.name === "an error event mid-stream") {
    expect(text).toBe(whole);
    return;
  }
  expect(text.slice(0, whole.length)).toBe(whole);
  const rest = text.slice(whole.length);
  expect(rest.slice(0, SURFACES[surface].errorEvent.length)).toBe(SURFACES[surface].errorEvent);
  expect(rest).toMatch(/ERR_NGROK_3800.*\n\n$/);
  expect(rest.split("\n\n")).toHaveLength(2);
}

/** A stream without the usage that the client had not asked for; everything else as it is. */
function shown({ surface, mode }: Cell, sent: Buffer): string {
  const text = sent.toString();
  if (mode === "JSON" || !SURFACES[surface].keepsUsageBack) return text;
  return text
    .split(/(?<=\n\n)/)
    .filter((event) => !event.includes('"choices":[]'))
    .join("");
}

function lastTry({ tries }: Cell): CandidateName {
  return tries.at(-1) as CandidateName;
}

function statusOf(cell: Cell, tried: CandidateName): number {
  const outcome = comesTo(cell, tried);
  if (outcome === "success") return 200;
  return outcome === "earlier" ? 500 : outcome.statusCode;
}
