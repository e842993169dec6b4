import { setTimeout as wait } from "node:timers/promises";
import type { Bench, Benchmark, Figure } from "../benchmark.ts";
import { divideCores } from "../gateway/cores.ts";
import { openFiles } from "../gateway/process-usage.ts";
import { startProgram } from "../gateway/program.ts";
import type { MixedLoadOutcome, MixedLoadPlan } from "../gateway/programs/mixed-load-plan.ts";
import { type MeasuredGateway, startGateway } from "../gateway/start-gateway.ts";
import { requestTo } from "../gateway/traffic.ts";
import { growth, growthOfLowest, level } from "./growth.ts";
import { requireAllWritten } from "./require-all-written.ts";
import { type Sample, takeSample } from "./sample.ts";

const PER_SECOND = 100;
const SAMPLE_MS = 1_000;
/** Longer than any connection is kept that has nothing to do: the upstream says that it keeps them for a minute. */
const REST_MS = 70_000;
const MEBI = 2 ** 20;

/** What the second half may add, by the straight line through it. A heap's line wavers with its collections. */
const BOUND_MEMORY_MB = 16;
const BOUND_FILES = 8;
const BOUND_JOURNALS_MB = 4;
/** For a request with its event, rollups and indexes. */
const BOUND_DATABASE_KIB = 2;

/** Steady traffic of all kinds, upstream faults and clients that hang up included: nothing grows, nothing is lost. */
export const soak: Benchmark = {
  name: "soak",
  title: `The gateway under steady load (${PER_SECOND} requests a second)`,
  async run(bench) {
    const cores = divideCores(bench.scope);
    const env = { CHUNKS: "20", CHUNK_DELAY_MS: "5" };
    const upstream = await startProgram(bench.scope, { name: "upstream", env });
    const gateway = await startGateway(bench, { upstreamUrl: upstream.url, core: cores.measured });
    const filesBefore = openFiles(gateway.pid);
    const { sent, samples } = await loadAndSample(bench, gateway);
    await requireAllWritten(gateway, sent);
    const figures = [
      ...growthFigures(samples, sent),
      {
        name: "open files left behind",
        value: await filesLeft(gateway.pid, filesBefore),
        unit: "",
        atMost: BOUND_FILES,
      },
    ] satisfies Figure[];
    requireWithinBounds(figures);
    return figures;
  },
};

async function loadAndSample(
  bench: Bench,
  { contender, pid, url }: MeasuredGateway,
): Promise<MixedLoadOutcome & { samples: Sample[] }> {
  const program = await startProgram(bench.scope, { name: "mixed-load" });
  const plan: MixedLoadPlan = {
    url,
    requests: {
      json: requestTo(contender, "json"),
      stream: requestTo(contender, "stream"),
      brokenOff: requestTo(contender, "stream"),
      fault: requestTo(contender, "json", "fault"),
      cut: requestTo(contender, "stream", "cut"),
    },
    perSecond: PER_SECOND,
    ms: bench.sizes.gateway.soakMs,
  };
  const samples: Sample[] = [];
  let outcome: MixedLoadOutcome | undefined;
  const load = program.ask(plan).then((answer) => {
    outcome = answer as MixedLoadOutcome;
  });
  const sampling = (async () => {
    while (!outcome) {
      samples.push(await takeSample({ pid, url, databaseUrl: bench.databaseUrl }));
      if (samples.length % 60 === 0) bench.progress(`${samples.length} s, ${JSON.stringify(samples.at(-1))}`);
      await Promise.race([wait(SAMPLE_MS), load]);
    }
  })();
  await Promise.all([load, sampling]);
  return { ...(outcome as unknown as MixedLoadOutcome), samples };
}

/**
 * How many more files are open than before the load, when connections without use have been closed. While it lasts
 * their number says nothing: a moment's delay opens many.
 */
async function filesLeft(pid: number, before: number): Promise<number> {
  const end = performance.now() + REST_MS;
  while (openFiles(pid) - before > BOUND_FILES && performance.now() < end) await wait(SAMPLE_MS);
  return openFiles(pid) - before;
}

function growthFigures(samples: readonly Sample[], sent: MixedLoadOutcome["sent"]): Figure[] {
  const series = (what: keyof Sample) => samples.map((sample) => sample[what]);
  const megabytes = (what: keyof Sample) => growth(series(what)) / MEBI;
  const requests = Object.values(sent).reduce((sum, count) => sum + count, 0);
  return [
    { name: "requests, all answered rightly and in the ledger", value: requests, unit: "" },
    { name: "memory, mean", value: level(series("resident")) / MEBI, unit: "MB" },
    { name: "memory, growth", value: megabytes("resident"), unit: "MB", atMost: BOUND_MEMORY_MB },
    { name: "JavaScript heap, mean", value: level(series("heap")) / MEBI, unit: "MB" },
    {
      name: "JavaScript heap, growth of its lowest",
      value: growthOfLowest(series("heap")) / MEBI,
      unit: "MB",
      atMost: BOUND_MEMORY_MB,
    },
    { name: "journals, growth", value: megabytes("journals"), unit: "MB", atMost: BOUND_JOURNALS_MB },
    {
      name: "database, growth for a request",
      value: growth(series("database")) / (requests / 2) / 1024,
      unit: "KiB",
      atMost: BOUND_DATABASE_KIB,
    },
  ];
}

/** Other than a missed target, growth is a fault: it does not depend on the machine. */
function requireWithinBounds(figures: readonly Figure[]): void {
  const grown = figures.filter(
    ({ value, atMost }) => atMost !== undefined && !(value !== undefined && value <= atMost),
  );
  if (grown.length === 0) return;
  const said = grown.map(({ name, value, atMost, unit }) => `${name}: ${value} ${unit}, at most ${atMost}`);
  throw new Error(`It grows.\n${said.join("\n")}`);
}
