import { createAccount, withDatabase } from "./account.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { load } from "./load.ts";
import { percentile } from "./percentile.ts";
import { startService } from "./service.ts";

const MAX_REQUESTS = 200_000;
const WARM_UP_REQUESTS = 500;

/** How many access keys can be created, by one client and by many at once. */
export const creates: Benchmark = {
  name: "creates",
  title: "Creating access keys (`POST /access-keys`)",
  async run(bench) {
    const { apiKey } = await withDatabase(bench, createAccount);
    const { url } = await startService(bench);
    let number = 0;
    const next = () => ({
      method: "POST" as const,
      path: "/access-keys",
      body: JSON.stringify({ name: `key ${number}`, lineage: `client ${number++ % 100}` }),
    });
    const post = (concurrency: number, atMost: { requests: number; ms: number }) =>
      load({ url, apiKey, concurrency, next, expect: 201, atMost });

    await post(4, { requests: WARM_UP_REQUESTS, ms: bench.sizes.createMs });
    const figures: Figure[] = [];
    for (const concurrency of [1, 16]) {
      bench.progress(`${concurrency} at once`);
      const result = await post(concurrency, { requests: MAX_REQUESTS, ms: bench.sizes.createMs });
      const name = (what: string) => `${concurrency} at once, ${what}`;
      figures.push(
        { name: name("created"), value: result.perSecond, unit: "per second" },
        { name: name("p50"), value: percentile(result.latencies, 0.5), unit: "ms" },
        { name: name("p99"), value: percentile(result.latencies, 0.99), unit: "ms" },
      );
    }
    return figures;
  },
};
