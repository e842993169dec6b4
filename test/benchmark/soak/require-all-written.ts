import { setTimeout as wait } from "node:timers/promises";
import { DAY_MS, systemClock, toRfc3339 } from "../../../control-plane/src/clock.ts";
import type { MixedLoadOutcome } from "../gateway/programs/mixed-load-plan.ts";
import type { MeasuredGateway } from "../gateway/start-gateway.ts";
import { getJson } from "../load.ts";

/** Streams that a client broke off are written down after it has gone. */
const PATIENCE_MS = 10_000;

interface Totals {
  requests: number;
  errors: number;
}

/** Throws unless the ledger has exactly the requests that were sent, and as errors exactly those that were some. */
export async function requireAllWritten(
  { url, account }: Pick<MeasuredGateway, "url" | "account">,
  sent: MixedLoadOutcome["sent"],
): Promise<void> {
  const expected: Totals = {
    requests: Object.values(sent).reduce((sum, count) => sum + count, 0),
    errors: sent.fault + sent.cut,
  };
  const now = systemClock.now();
  const range = `startTime=${toRfc3339(now - DAY_MS)}&endTime=${toRfc3339(now + DAY_MS)}`;
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const path = `/usage/overview?groupBy=provider&${range}`;
    const { totals } = (await getJson(url, account.apiKey, path)) as { totals: Totals };
    if (totals.requests === expected.requests && totals.errors === expected.errors) return;
    if (performance.now() > end) {
      throw new Error(
        `The ledger has ${totals.requests} requests, ${totals.errors} of them errors; ` +
          `sent were ${expected.requests}, of them errors ${expected.errors}.`,
      );
    }
    await wait(200);
  }
}
