import { createAccount, withDatabase } from "./account.ts";
import type { Bench, Benchmark, Figure } from "./benchmark.ts";
import { loadPages, type PageLoadOptions } from "./page-load.ts";
import { percentile } from "./percentile.ts";
import { seedAccessKeys, seedConfigurations } from "./seed-access-keys.ts";
import { startService } from "./service.ts";

const TARGET_P99_MS = 10;
const TARGET_GROWTH = 1.5;

/** Whether a page takes the same time however many keys there are. */
export const pages: Benchmark = {
  name: "pages",
  title: "List pages (`GET /access-keys?limit=100`), one at a time",
  async run(bench) {
    const { fewKeys, manyKeys } = bench.sizes;
    const [account, keys] = await withDatabase(bench, async (db) => {
      const made = await createAccount(db);
      return [made, await seedConfigurations(db, made.accountId)] as const;
    });
    const figures: Figure[] = [];
    const p99 = new Map<string, number>();
    for (const count of [fewKeys, manyKeys]) {
      bench.progress(`storing ${count} access keys`);
      await withDatabase(bench, (db) => seedAccessKeys(db, account.accountId, keys, count));
      bench.progress("reading pages");
      const result = await measure(bench, { apiKey: account.apiKey, someIds: keys.someIds });
      for (const kind of ["first", "random"] as const) {
        const { latencies } = result[kind];
        const name = (what: string) => `${kind} page out of ${count.toLocaleString("en")}, ${what}`;
        const slow = percentile(latencies, 0.99);
        p99.set(`${kind} ${count}`, slow);
        figures.push(
          { name: name("p50"), value: percentile(latencies, 0.5), unit: "ms" },
          {
            name: name("p99"),
            value: slow,
            unit: "ms",
            ...(count === manyKeys && { atMost: TARGET_P99_MS }),
          },
        );
      }
    }
    for (const kind of ["first", "random"]) {
      const value = (p99.get(`${kind} ${manyKeys}`) ?? 0) / (p99.get(`${kind} ${fewKeys}`) ?? 0);
      figures.push({ name: `${kind} page, growth of p99`, value, unit: "times", atMost: TARGET_GROWTH });
    }
    return figures;
  },
};

async function measure(bench: Bench, options: Pick<PageLoadOptions, "apiKey" | "someIds">) {
  const service = await startService(bench);
  const read = () => loadPages({ ...options, url: service.url, requests: bench.sizes.pageRequests });
  await read(); // a service that has been running for a while is what is meant
  const result = await read();
  await service.stop();
  return result;
}
