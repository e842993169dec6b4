import { type Cell, comesTo } from "./failover-matrix-cells.ts";
import type { MatrixGateway, Ran } from "./failover-matrix-gateway.ts";
import { keyOf, modelOf } from "./failover-matrix-positions.ts";
import { SURFACES } from "./failover-matrix-surfaces.ts";

/** 0.05 USD for a million tokens. */
const FEE_NANOS_PER_TOKEN = 50;
const FAILED = { inputTokens: 0, outputTokens: 0, tokensEstimated: false, stopReason: "", isError: true };

/** Holds the events of a request, and what it cost, against its cell. */
export function expectLedger(cell: Cell, ran: Ran, { keyIds }: Pick<MatrixGateway, "keyIds">): void {
  const { tries, mode } = cell;
  const events = ran.events.map(({ tokensEstimated = false, ...event }) => ({ ...event, tokensEstimated }));
  expect(events).toMatchObject(
    tries.map((tried, index) => {
      const provider = cell.fault.fault === undefined && modelOf(tried) === "m1" ? "dead" : "sim";
      return {
        attemptNumber: index + 1,
        isFinalAttempt: index === tries.length - 1,
        provider,
        model: modelOf(tried),
        providerKeyId: keyIds[provider][keyOf(tried)],
        keySource: "user",
        isStreaming: mode === "SSE",
        cacheReadTokens: 0,
        reasoningTokens: 0,
        ...expectedOf(cell, tried),
      };
    }),
  );
  expectCost(ran);
}

function expectedOf(cell: Cell, tried: Cell["tries"][number]): object {
  const outcome = comesTo(cell, tried);
  const surface = SURFACES[cell.surface];
  if (outcome === "earlier") return { ...FAILED, statusCode: 500, timedOut: false };
  if (outcome === "success") {
    return {
      ...surface.tokens,
      tokensEstimated: false,
      stopReason: surface.stopReason,
      isError: false,
      statusCode: 200,
      timedOut: false,
    };
  }
  const { statusCode, timedOut, effect } = outcome;
  if (effect !== "cut") return { ...FAILED, statusCode, timedOut };
  return {
    statusCode,
    timedOut,
    isError: true,
    tokensEstimated: true,
    inputTokens: surface.knowsInput ? surface.tokens.inputTokens : expect.any(Number),
    outputTokens: expect.any(Number),
    stopReason: expect.stringMatching(/^(error)?$/),
  };
}

/** The fee of what was used, and nothing else: in the events, and off the balance. */
function expectCost({ events, spentNanos }: Ran): void {
  const nanos = events.map(
    ({ inputTokens, outputTokens }) => (inputTokens + outputTokens) * FEE_NANOS_PER_TOKEN,
  );
  expect(events.map(({ totalCost }) => totalCost)).toEqual(nanos.map((each) => (each / 1e9).toFixed(5)));
  expect(spentNanos).toBe(nanos.reduce((sum, each) => sum + each, 0));
}

/** What was cut has delivered something, and not all. */
export function expectPartOf({ surface, fault }: Cell, { events }: Ran): void {
  const { inputTokens, outputTokens } = events.at(-1);
  const whole = SURFACES[surface].tokens.outputTokens;
  expect(inputTokens).toBeGreaterThan(0);
  expect(outputTokens).toBeGreaterThan(0);
  // By an estimate, the whole may be somewhat more than the provider would have counted.
  if (fault.deliversAll) expect(outputTokens).toBeLessThan(2 * whole);
  else expect(outputTokens).toBeLessThan(whole);
}
