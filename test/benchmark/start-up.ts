import { createAccount, withDatabase } from "./account.ts";
import type { Bench, Benchmark, Figure } from "./benchmark.ts";
import { loadPages } from "./page-load.ts";
import { percentile } from "./percentile.ts";
import { type SeededKeys, seedAccessKeys, seedConfigurations } from "./seed-access-keys.ts";
import { type RunningService, startService } from "./service.ts";

const TARGET_GROWTH = 1.5;

interface Measured {
  startUpMs: number;
  memoryAfterStart: number | undefined;
  memoryAfterLoad: number | undefined;
}

/** Whether the service starts as fast and takes as little memory however many keys there are. */
export const startUp: Benchmark = {
  name: "start-up",
  title: "Start-up and memory of the service",
  async run(bench) {
    const { fewKeys, manyKeys } = bench.sizes;
    const [account, keys] = await withDatabase(bench, async (db) => {
      const made = await createAccount(db);
      return [made, await seedConfigurations(db, made.accountId)] as const;
    });
    const measured: Measured[] = [];
    const figures: Figure[] = [];
    for (const count of [fewKeys, manyKeys]) {
      bench.progress(`storing ${count} access keys`);
      await withDatabase(bench, (db) => seedAccessKeys(db, account.accountId, keys, count));
      bench.progress("starting the service");
      const result = await measure(bench, account.apiKey, keys);
      measured.push(result);
      const name = (what: string) => `${count.toLocaleString("en")} keys, ${what}`;
      figures.push(
        { name: name("start to listening, median"), value: result.startUpMs, unit: "ms" },
        { name: name("memory after the start"), value: result.memoryAfterStart, unit: "MB" },
        { name: name("memory after reading pages"), value: result.memoryAfterLoad, unit: "MB" },
      );
    }
    const growth = (what: keyof Measured) => (measured[1]?.[what] ?? Number.NaN) / (measured[0]?.[what] ?? 0);
    const target = { unit: "times", atMost: TARGET_GROWTH } as const;
    return [
      ...figures,
      { name: "growth of the start-up", value: growth("startUpMs"), ...target },
      { name: "growth of the memory after the start", value: growth("memoryAfterStart"), ...target },
      { name: "growth of the memory after reading pages", value: growth("memoryAfterLoad"), ...target },
    ];
  },
};

async function measure(bench: Bench, apiKey: string, { someIds }: SeededKeys): Promise<Measured> {
  await (await startService(bench)).stop(); // the first one finds no file in the system's cache
  const times: number[] = [];
  let service: RunningService | undefined;
  for (let left = bench.sizes.startUps; left > 0; left--) {
    await service?.stop();
    service = await startService(bench);
    times.push(service.startedInMs);
  }
  if (!service) throw new Error("The service was not started.");
  const memoryAfterStart = service.residentMegabytes();
  await loadPages({ url: service.url, apiKey, someIds, requests: bench.sizes.pageRequests });
  const memoryAfterLoad = service.residentMegabytes();
  await service.stop();
  return { startUpMs: percentile(times, 0.5), memoryAfterStart, memoryAfterLoad };
}
