// A simulated model provider to try things against. Usage: npx tsx test/support/simulated-provider/main.ts [--port 9000]
import { parseArgs } from "node:util";
import { startSimulatedProvider } from "./index.ts";

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { port: { type: "string", default: "9000" } } });
  const { url } = await startSimulatedProvider({ port: Number(values.port) });
  console.log(`OpenAI's and Anthropic's formats, any credential, at ${url}/v1. Stop it with Ctrl-C.`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
