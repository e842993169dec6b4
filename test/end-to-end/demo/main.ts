// `npm run demo`: the main job once, shown step by step. Exits with 1 when a step does not show what it should.
import { hasTerraform, TERRAFORM_MISSING } from "./cdktf.ts";
import { runDemo, WITH_A_REAL_PROVIDER } from "./demo.ts";
import { createDemoLog, NotShown } from "./log.ts";

async function main(): Promise<number> {
  if (!hasTerraform()) {
    console.error(TERRAFORM_MISSING);
    return 1;
  }
  const started = performance.now();
  try {
    await runDemo(createDemoLog((text) => process.stdout.write(text)));
  } catch (error) {
    console.error(error instanceof NotShown ? `   ✗ This was not shown: ${error.message}` : error);
    return 1;
  }
  console.log(
    `\nAll shown, in ${Math.round((performance.now() - started) / 1000)} s.\n\n${WITH_A_REAL_PROVIDER}`,
  );
  return 0;
}

main().then((code) => {
  // Not process.exit(): what was printed may still be on its way through a pipe.
  process.exitCode = code;
});
