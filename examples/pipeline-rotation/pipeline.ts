// What the pipelines call, and people too: npx tsx pipeline.ts --help
import { parseArgs } from "node:util";
import { isStateShared, synthesise } from "./gateway-keys.ts";
import { deploy } from "./pipeline/deploy.ts";
import { leaked } from "./pipeline/leaked.ts";
import { EXIT, PipelineError } from "./pipeline/outcome.ts";
import { plan } from "./pipeline/plan.ts";
import { requireWholeState } from "./pipeline/state.ts";
import { status } from "./pipeline/status.ts";
import { startTerraform } from "./pipeline/terraform.ts";

const USAGE = `pipeline.ts plan [--summary FILE] [--out FILE] [--fingerprint FILE]
pipeline.ts deploy [PLAN FILE] [--reviewed FINGERPRINT] [--summary FILE] [--lock-timeout 10m]
pipeline.ts leaked KEY [--delete-first] [--lock-timeout 10m]
pipeline.ts status

It exits with 0 when it is done (plan: nothing would change), 2 when plan found changes, 3 when deploy found others than
those reviewed, 4 when the state stayed locked, and 1 when something else failed.`;

const OPTIONS = {
  summary: { type: "string" },
  out: { type: "string" },
  fingerprint: { type: "string" },
  reviewed: { type: "string" },
  "lock-timeout": { type: "string", default: "10m" },
  "delete-first": { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

async function main(): Promise<number> {
  const { values, positionals } = readArguments();
  const [command, argument, ...more] = positionals;
  if (values.help) {
    console.log(USAGE);
    return EXIT.done;
  }
  const takes: Record<string, boolean> = { plan: false, deploy: true, leaked: true, status: false };
  const isComplete = command !== "leaked" || argument;
  if (!command || !(command in takes) || !isComplete || more.length > 0 || (argument && !takes[command])) {
    throw new PipelineError(`There is no such command: "${positionals.join(" ")}".\n${USAGE}`);
  }
  const { summary, out, fingerprint, reviewed, "lock-timeout": lockTimeout } = values;
  if (reviewed === "")
    throw new PipelineError("--reviewed is empty; give it the fingerprint that plan wrote.");
  requireWholeState();
  const folder = synthesise();
  const terraform = await startTerraform(folder);
  if (!isStateShared())
    console.log("The state is a local file: only runs on this machine know of each other.");
  if (command === "plan") return plan(terraform, { summary, out, fingerprint });
  if (command === "deploy") return deploy(terraform, { planFile: argument, reviewed, lockTimeout, summary });
  if (command === "status") return status(terraform);
  return leaked(terraform, {
    name: argument ?? "",
    folder,
    lockTimeout,
    deleteFirst: values["delete-first"],
  });
}

function readArguments() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new PipelineError(`${(error as Error).message}\n${USAGE}`);
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exitCode = error instanceof PipelineError ? error.exitCode : EXIT.failed;
  },
);
