import { createTerraform, succeeded, type Terraform } from "../../support/terraform.ts";
import { providerMirror } from "../../support/terraform-mirror.ts";
import { hasTerraform } from "../../support/terraform-version.ts";
import { createAccount, withDatabase } from "../account.ts";
import type { Benchmark, Figure } from "../benchmark.ts";
import { percentile } from "../percentile.ts";
import { startService } from "../service.ts";
import { watchPeakMemory } from "./peak-memory.ts";
import { pluginStarts } from "./plugin-start.ts";

const TARGETS = {
  startMs: 150,
  applyMs: 1_500,
  planMs: 1_200,
  manyApplyMs: 20_000,
  manyPlanMs: 6_000,
  megabytes: 200,
};

/** What a user of Terraform waits for: whole commands, from their start to their end, with Terraform's own part. */
export const terraform: Benchmark = {
  name: "terraform",
  title: "Terraform",
  async run(bench) {
    const { keys, runs, starts } = bench.sizes.terraform;
    if (!hasTerraform("1.5")) {
      bench.progress("there is no Terraform on the PATH");
      return figures(keys, {});
    }
    const { executable } = await providerMirror();
    const { apiKey } = await withDatabase(bench, createAccount);
    const { url } = await startService(bench);
    const workspace = await createTerraform({ env: { AIGATEWAY_BASE_URL: url, AIGATEWAY_API_KEY: apiKey } });
    bench.scope.onClose(workspace.remove);

    bench.progress("starting the provider");
    const start = percentile(await pluginStarts(executable, starts), 0.5);
    bench.progress("one access key");
    const one = await measure(workspace, { keys: 1, runs });
    bench.progress(`${keys} access keys`);
    // As it runs it is another file than the built one: Terraform starts it from the mirror.
    const memory = watchPeakMemory("terraform-provider-aigateway_v");
    const many = await measure(workspace, { keys, runs: 1 });
    const megabytes = memory.stop();
    bench.progress(`${keys} objects of Terraform's own`);
    const own = await measureOwn(workspace, keys);
    return figures(keys, { start, one, many, megabytes, own });
  },
};

interface Commands {
  applyMs: number;
  planMs: number;
  destroyMs: number;
}

/** Medians of the commands' times. Each round begins and ends without any key. */
async function measure(
  workspace: Terraform,
  { keys, runs }: { keys: number; runs: number },
): Promise<Commands> {
  await workspace.configure(`resource "aigateway_access_key" "it" {
    count = ${keys}
    name  = "key \${count.index}"
  }`);
  const times: Commands[] = [];
  for (let left = runs; left > 0; left--) {
    const applyMs = await timed(() => workspace.apply());
    const planMs = await timed(() => workspace.plan());
    const destroyMs = await timed(() => workspace.destroy());
    times.push({ applyMs, planMs, destroyMs });
  }
  const median = (what: keyof Commands) =>
    percentile(
      times.map((each) => each[what]),
      0.5,
    );
  return { applyMs: median("applyMs"), planMs: median("planMs"), destroyMs: median("destroyMs") };
}

/** What Terraform takes for as many objects without any provider of ours: nothing can be faster. */
async function measureOwn(workspace: Terraform, count: number): Promise<Omit<Commands, "destroyMs">> {
  await workspace.configure(`resource "terraform_data" "it" {
    count = ${count}
    input = { name = "key \${count.index}" }
  }`);
  await succeeded(workspace.run(["init", "-no-color"]));
  return { applyMs: await timed(() => workspace.apply()), planMs: await timed(() => workspace.plan()) };
}

async function timed(command: () => ReturnType<Terraform["apply"]>): Promise<number> {
  const started = performance.now();
  await succeeded(command());
  return performance.now() - started;
}

interface Measured {
  start?: number;
  one?: Commands;
  many?: Commands;
  megabytes?: number | undefined;
  own?: Omit<Commands, "destroyMs">;
}

function figures(keys: number, { start, one, many, megabytes, own }: Measured): Figure[] {
  const ms = "ms" as const;
  const [several, ofItsOwn] = ["access keys", "`terraform_data`"].map(
    (what) => `${keys.toLocaleString("en")} ${what}`,
  );
  return [
    { name: "provider, start to handshake", value: start, unit: ms, atMost: TARGETS.startMs },
    { name: "one access key, apply", value: one?.applyMs, unit: ms, atMost: TARGETS.applyMs },
    { name: "one access key, plan without changes", value: one?.planMs, unit: ms, atMost: TARGETS.planMs },
    { name: "one access key, destroy", value: one?.destroyMs, unit: ms },
    { name: `${several}, apply`, value: many?.applyMs, unit: ms, atMost: TARGETS.manyApplyMs },
    { name: `${several}, plan without changes`, value: many?.planMs, unit: ms, atMost: TARGETS.manyPlanMs },
    { name: `${ofItsOwn}, apply`, value: own?.applyMs, unit: ms },
    { name: `${ofItsOwn}, plan without changes`, value: own?.planMs, unit: ms },
    { name: `${several}, destroy`, value: many?.destroyMs, unit: ms },
    {
      name: `${several}, memory of the provider at most`,
      value: megabytes,
      unit: "MB",
      atMost: TARGETS.megabytes,
    },
  ];
}
