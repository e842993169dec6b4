import type { Bench } from "../benchmark.ts";
import type { Cores } from "./cores.ts";
import { startPortkey } from "./portkey.ts";
import { startProgram } from "./program.ts";
import { type MeasuredGateway, startGateway } from "./start-gateway.ts";
import type { Contender } from "./traffic.ts";

/** A bare key: only this gateway checks it. */
const HEADERS = { authorization: "Bearer sk-benchmark-0123456789abcdef" };

export interface Contenders {
  direct: Contender;
  proxy: Contender;
  gateway: MeasuredGateway;
  /** Undefined: left out, or it could not be installed. */
  portkey: Contender | undefined;
}

/** Starts everything that stands before the upstream, all before the same one and on the same core. */
export async function startContenders(bench: Bench, upstreamUrl: string, cores: Cores): Promise<Contenders> {
  const core = cores.measured;
  const proxy = await startProxy(bench, upstreamUrl, cores);
  const gateway = await startGateway(bench, { upstreamUrl, core });
  const portkey = bench.sizes.gateway.portkey ? await startPortkey(bench, { upstreamUrl, core }) : undefined;
  return {
    direct: { name: "direct", url: upstreamUrl, pid: undefined, headers: HEADERS, modelPrefix: "" },
    proxy,
    gateway,
    portkey: portkey && { ...portkey, name: "Portkey", modelPrefix: "" },
  };
}

export async function startProxy(
  { scope }: Pick<Bench, "scope">,
  upstreamUrl: string,
  { measured: core }: Cores,
): Promise<Contender> {
  const { url, pid } = await startProgram(scope, {
    name: "pass-through-proxy",
    core,
    env: { UPSTREAM_URL: upstreamUrl },
  });
  return { name: "bare proxy", url, pid, headers: HEADERS, modelPrefix: "" };
}
