import { DAY_MS, HOUR_MS, toRfc3339 } from "../../control-plane/src/clock.ts";
import { withDatabase } from "./account.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { getJson, load } from "./load.ts";
import { percentile } from "./percentile.ts";
import { seedUsage } from "./seed-usage-events.ts";
import { startService } from "./service.ts";

const WARM_UP_REQUESTS = 10;
const MAX_MS = 120_000;
const TARGET_P99_MS = 200;
/** Where the 30 days begin: at a day's beginning, or so late in an hour that both ends of the range cut one. */
const BEGINNINGS = { "from a day's beginning": 0, "from within an hour": 10 * HOUR_MS + 1_771_417 };

/** Whether 30 days of usage are summed up in time, by everything that they can be grouped by. */
export const overview: Benchmark = {
  name: "overview",
  title: "Usage overview of 30 days (`GET /usage/overview`), one at a time",
  async run(bench) {
    const { apiKey, start, eventsPerDay } = await withDatabase(bench, (db) => seedUsage(db, bench));
    const { url } = await startService(bench);
    const figures: Figure[] = [];
    for (const [beginning, offset] of Object.entries(BEGINNINGS)) {
      for (const groupBy of ["provider", "accessKey", "lineage"]) {
        bench.progress(`by ${groupBy}, ${beginning}`);
        const startTime = toRfc3339(start + offset);
        const endTime = toRfc3339(start + offset + 30 * DAY_MS);
        const path = `/usage/overview?groupBy=${groupBy}&startTime=${startTime}&endTime=${endTime}`;
        await requireAll(url, apiKey, path, 30 * eventsPerDay);
        const get = (requests: number) =>
          load({
            url,
            apiKey,
            concurrency: 1,
            next: () => ({ method: "GET", path }),
            expect: 200,
            atMost: { requests, ms: MAX_MS },
          });
        await get(WARM_UP_REQUESTS);
        const { latencies } = await get(bench.sizes.overviewRequests);
        const name = (what: string) => `by ${groupBy}, ${beginning}, ${what}`;
        figures.push(
          { name: name("p50"), value: percentile(latencies, 0.5), unit: "ms" },
          { name: name("p99"), value: percentile(latencies, 0.99), unit: "ms", atMost: TARGET_P99_MS },
        );
      }
    }
    return figures;
  },
};

/** Times of events are whole milliseconds, so that at a range's ends one may fall on the other side. */
async function requireAll(url: string, apiKey: string, path: string, events: number): Promise<void> {
  const { totals } = (await getJson(url, apiKey, path)) as { totals: { requests: number } };
  if (Math.abs(totals.requests - events) > 1)
    throw new Error(`GET ${path} counts ${totals.requests} requests instead of ${events}.`);
}
