import type { Bench, Figure } from "../benchmark.ts";
import { percentile } from "../percentile.ts";
import type { Contenders } from "./contenders.ts";
import type { LoadGenerator } from "./load-generator.ts";
import { inRounds } from "./rounds.ts";
import { EXPECTED_END, type Kind, requestTo } from "./traffic.ts";

const TARGET_ADDED_MS: Record<number, number> = { 0.5: 0.3, 0.99: 2 };
const SHARES = [0.5, 0.99];

/** What is timed: a JSON answer until its last byte, a stream until its first token. */
const TIMED = {
  json: { what: "JSON", times: "lastByteMs" },
  stream: { what: "streams, first token", times: "firstByteMs" },
} as const;

/** Half of what the gateway can take, arriving at a fixed rate: the time that it adds to the upstream's own. */
export async function halfLoad(
  bench: Bench,
  { direct, gateway }: Contenders,
  generator: LoadGenerator,
  { kind, gatewayPerSecond }: { kind: Kind; gatewayPerSecond: number },
): Promise<Figure[]> {
  const { rounds, ms, warmUpMs } = bench.sizes.gateway;
  const { what, times } = TIMED[kind];
  const perSecond = gatewayPerSecond / 2;
  const measured = await inRounds([direct, gateway.contender], rounds, async (contender, round) => {
    bench.progress(`half load, ${what}, ${contender.name}, round ${round} of ${rounds}`);
    const outcome = await generator.load({
      ...requestTo(contender, kind),
      expectAtEnd: EXPECTED_END[kind],
      warmUpMs,
      ms,
      pid: contender.pid,
      arrival: { kind: "open", perSecond },
    });
    return SHARES.map((share) => percentile(outcome[times], share));
  });

  const name = (rest: string) => `half load, ${what}, ${rest}`;
  const figures: Figure[] = [{ name: name("arriving"), value: perSecond, unit: "per second" }];
  for (const [index, share] of SHARES.entries()) {
    const of = (contender: string) =>
      percentile(
        (measured.get(contender) ?? []).map((sample) => sample[index] as number),
        0.5,
      );
    const before = of(direct.name);
    const after = of(gateway.contender.name);
    const label = `p${share * 100}`;
    const atMost = kind === "json" ? TARGET_ADDED_MS[share] : undefined;
    figures.push(
      { name: name(`direct, ${label}`), value: before, unit: "ms" },
      { name: name(`this gateway, ${label}`), value: after, unit: "ms" },
      {
        name: name(`added, ${label}`),
        value: after - before,
        unit: "ms",
        ...(atMost !== undefined && { atMost }),
      },
    );
  }
  return figures;
}
