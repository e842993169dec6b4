import type { Bench, Figure } from "../benchmark.ts";
import { percentile } from "../percentile.ts";
import type { Contenders } from "./contenders.ts";
import type { LoadGenerator } from "./load-generator.ts";
import { inRounds } from "./rounds.ts";
import { type Contender, EXPECTED_END, type Kind, requestTo } from "./traffic.ts";

/** Enough to keep the measured process busy: a stream mostly waits for its next chunk. */
const CONNECTIONS: Record<Kind, number> = { json: 64, stream: 128 };
const UNITS: Record<Kind, string> = { json: "JSON", stream: "streams" };
/** Of the processor time that the bare proxy takes. */
const TARGET_SHARE: Record<Kind, number> = { json: 0.75, stream: 1 };
const TARGET_PORTKEY = 12;

export interface Saturated {
  figures: Figure[];
  /** What the gateway answers in a second when it has no pause. */
  gatewayPerSecond: number;
}

/** Every contender as busy as it can be: the processor time that a request takes, and how many go through. */
export async function saturate(
  bench: Bench,
  { direct, proxy, gateway, portkey }: Contenders,
  generator: LoadGenerator,
  kind: Kind,
): Promise<Saturated> {
  const { rounds, ms, warmUpMs } = bench.sizes.gateway;
  const all = [direct, proxy, gateway.contender, ...(portkey ? [portkey] : [])];
  const measured = await inRounds(all, rounds, async (contender, round) => {
    bench.progress(`${UNITS[kind]}, ${contender.name}, round ${round} of ${rounds}`);
    const outcome = await generator.load({
      ...requestTo(contender, kind),
      expectAtEnd: EXPECTED_END[kind],
      // The first time it runs code that has not been optimised yet.
      warmUpMs: round === 1 ? 3 * warmUpMs : warmUpMs,
      ms,
      pid: contender.pid,
      arrival: { kind: "closed", connections: CONNECTIONS[kind] },
    });
    return {
      micros: (outcome.cpuSeconds * 1e6) / outcome.requests,
      perSecond: outcome.requests / outcome.seconds,
    };
  });
  const median = (contender: Contender | undefined, what: "micros" | "perSecond") => {
    const samples = contender && measured.get(contender.name);
    return (
      samples &&
      percentile(
        samples.map((sample) => sample[what]),
        0.5,
      )
    );
  };
  const micros = (contender: Contender | undefined) => median(contender, "micros") ?? Number.NaN;

  const figures: Figure[] = [];
  for (const [name, contender] of Object.entries({
    direct,
    "bare proxy": proxy,
    "this gateway": gateway.contender,
    Portkey: portkey,
  })) {
    const row = (what: string) => `${UNITS[kind]}, ${name}, ${what}`;
    if (contender !== direct) {
      figures.push({ name: row("processor time of one"), value: median(contender, "micros"), unit: "µs" });
    }
    figures.push({ name: row("answered"), value: median(contender, "perSecond"), unit: "per second" });
  }
  const share = micros(gateway.contender) / micros(proxy);
  const portkeys = micros(portkey) / micros(gateway.contender);
  figures.push(
    {
      name: `${UNITS[kind]}, this gateway's processor time to the bare proxy's`,
      value: share,
      unit: "times",
      atMost: TARGET_SHARE[kind],
    },
    {
      name: `${UNITS[kind]}, Portkey's processor time to this gateway's`,
      value: portkeys,
      unit: "times",
      ...(kind === "json" && { atLeast: TARGET_PORTKEY }),
    },
  );
  return { figures, gatewayPerSecond: median(gateway.contender, "perSecond") ?? Number.NaN };
}
