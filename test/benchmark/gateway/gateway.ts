import type { Benchmark } from "../benchmark.ts";
import { startContenders } from "./contenders.ts";
import { divideCores } from "./cores.ts";
import { halfLoad } from "./half-load.ts";
import { startLoadGenerator } from "./load-generator.ts";
import { openStreams } from "./open-streams.ts";
import { startProgram } from "./program.ts";
import { saturate } from "./saturation.ts";

const CHUNKS = 20;
const CHUNK_DELAY_MS = 2;

/** What the gateway costs: beside the upstream alone, a proxy that only passes on, and another gateway. */
export const gateway: Benchmark = {
  name: "gateway",
  title: `The gateway (\`POST /v1/chat/completions\`, streams of ${CHUNKS} chunks)`,
  async run(bench) {
    const cores = divideCores(bench.scope);
    const env = { CHUNKS: String(CHUNKS), CHUNK_DELAY_MS: String(CHUNK_DELAY_MS) };
    const upstream = await startProgram(bench.scope, { name: "upstream", env });
    const generator = await startLoadGenerator(bench.scope);
    const contenders = await startContenders(bench, upstream.url, cores);

    const json = await saturate(bench, contenders, generator, "json");
    const stream = await saturate(bench, contenders, generator, "stream");
    const half = [
      ...(await halfLoad(bench, contenders, generator, { kind: "json", ...json })),
      ...(await halfLoad(bench, contenders, generator, { kind: "stream", ...stream })),
    ];
    await contenders.gateway.stop();
    const memory = await openStreams(bench, upstream.url, { generator, cores });
    return [
      {
        name: "cores that the measured process has to itself",
        value: cores.measured === undefined ? 0 : 1,
        unit: "",
      },
      ...json.figures,
      ...stream.figures,
      ...half,
      ...memory,
    ];
  },
};
