import { createClock } from "./clock.ts";
import { createProviderServer } from "./framework/server/provider-server.ts";
import { createLog } from "./protocol/log.ts";
import { serve, serveDebug } from "./protocol/serve.ts";
import { createProvider } from "./provider.ts";
import { NAMESPACE, TYPE, VERSION } from "./version.ts";

const environment = process.env;
const log = createLog(
  (line) => process.stderr.write(line),
  environment.TF_LOG_PROVIDER ?? environment.TF_LOG,
);
const clock = createClock(environment, log);
const provider = createProviderServer(createProvider({ version: VERSION, environment, log, clock }));
const options = {
  address: `registry.terraform.io/${NAMESPACE}/${TYPE}`,
  provider,
  environment,
  log,
  print: (text: string) => process.stdout.write(text),
  exit: (code: number) => process.exit(code),
};

void (process.argv.includes("--debug") ? serveDebug(options) : serve(options));
