// Runs a simulated provider for people. Usage: tsx test/support/simulated-provider/main.ts [--port 9090] [--key sk-…]
import { parseArgs } from "node:util";
import { startSimulatedProvider } from "./start-simulated-provider.ts";

const { values } = parseArgs({
  options: { port: { type: "string", default: "9090" }, key: { type: "string", multiple: true } },
});

startSimulatedProvider({ port: Number(values.port), ...(values.key && { keys: values.key }) }).then(
  ({ url }) => {
    console.log(`A simulated model provider listens on ${url}: OpenAI's format below ${url}/v1, Anthropic's too.
It repeats what it hears. Stop it with Ctrl+C.`);
  },
  (fault: Error) => {
    console.error(`The simulated provider can't listen on port ${values.port}: ${fault.message}`);
    process.exitCode = 1;
  },
);
