// `npm run demo`: the main job once, shown step by step. Exits with 1 when a step does not show what it should.
import { hasTerraform } from "../../support/terraform-version.ts";
import { TERRAFORM_MISSING } from "./cdktf.ts";
import { runDemo, WITH_A_REAL_PROVIDER } from "./demo.ts";
import { createDemoLog, NotShown } from "./log.ts";

async function main(): Promise<number> {
  if (!hasTerraform("1.5")) {
    console.error(TERRAFORM_MISSING);
    return 1;
  }
  const started = performance.now();
  try {
    await runDemo(
      createDemoLog((text) => process.stdout.write(text)),
      interruption(),
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.error(`   ✗ ${error instanceof NotShown ? "This was not shown" : "This step failed"}: ${reason}`);
    return 1;
  }
  console.log(
    `\nAll shown, in ${Math.round((performance.now() - started) / 1000)} s.\n\n${WITH_A_REAL_PROVIDER}`,
  );
  return 0;
}

/** Ctrl-C ends the demo as a failure does: what it started is stopped and what it made is removed. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => controller.abort());
  return controller.signal;
}

main().then((code) => {
  // Not process.exit(): what was printed may still be on its way through a pipe.
  process.exitCode = code;
});
