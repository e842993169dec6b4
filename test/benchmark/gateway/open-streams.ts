import { readFileSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Bench, Figure } from "../benchmark.ts";
import { startProxy } from "./contenders.ts";
import type { Cores } from "./cores.ts";
import type { LoadGenerator } from "./load-generator.ts";
import { residentBytes } from "./process-usage.ts";
import { startGateway } from "./start-gateway.ts";
import { type Contender, EXPECTED_END, type Kind, requestTo } from "./traffic.ts";

const TARGET_KIB = 30;
/** Files that a process has open beside its connections. */
const OTHER_FILES = 200;

/** Memory that an open stream takes: a process of its own, warmed up, without streams and then with all of them. */
export async function openStreams(
  bench: Bench,
  upstreamUrl: string,
  { generator, cores }: { generator: LoadGenerator; cores: Cores },
): Promise<Figure[]> {
  const streams = Math.min(bench.sizes.gateway.openStreams, Math.floor((fileLimit() - OTHER_FILES) / 2));
  if (streams < bench.sizes.gateway.openStreams)
    bench.progress(`only ${streams} streams: too few open files`);
  const name = (who: string) => `${streams.toLocaleString("en")} open streams, ${who}, memory for each`;

  const perStream = async (contender: Contender): Promise<number> => {
    const pid = contender.pid as number;
    bench.progress(`${streams} open streams, ${contender.name}`);
    for (const kind of ["json", "stream"] as const)
      await warmUp(generator, contender, { kind, ms: bench.sizes.gateway.ms });
    await wait(bench.sizes.gateway.settleMs);
    const before = residentBytes(pid);
    const release = await generator.hold({ ...requestTo(contender, "stream", "held"), streams });
    await wait(bench.sizes.gateway.settleMs);
    const bytes = residentBytes(pid) - before;
    await release();
    return bytes / streams / 1024;
  };

  const proxy = await startProxy(bench, upstreamUrl, cores);
  const ofProxy = await perStream(proxy);
  const gateway = await startGateway(bench, { upstreamUrl, core: cores.measured });
  const ofGateway = await perStream(gateway.contender);
  await gateway.stop();
  return [
    { name: name("bare proxy"), value: ofProxy, unit: "KiB" },
    { name: name("this gateway"), value: ofGateway, unit: "KiB", atMost: TARGET_KIB },
  ];
}

async function warmUp(
  generator: LoadGenerator,
  contender: Contender,
  { kind, ms }: { kind: Kind; ms: number },
): Promise<void> {
  await generator.load({
    ...requestTo(contender, kind),
    expectAtEnd: EXPECTED_END[kind],
    warmUpMs: 0,
    ms,
    pid: undefined,
    arrival: { kind: "closed", connections: 16 },
  });
}

/** Files that a process may open; Node takes all that it may. */
function fileLimit(): number {
  const limit = /^Max open files +\S+ +(\S+)/m.exec(readFileSync("/proc/self/limits", "utf8"))?.[1];
  return limit === undefined || limit === "unlimited" ? Number.POSITIVE_INFINITY : Number(limit);
}
