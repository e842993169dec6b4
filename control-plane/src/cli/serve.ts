import type { Command } from "commander";
import { pino } from "pino";
import type { Bootstrapped } from "../bootstrap.ts";
import { systemClock } from "../clock.ts";
import { readConfig } from "../config.ts";
import { type Service, startService } from "../service.ts";
import { fail } from "./fail.ts";

/** `aigateway serve`: the service in the foreground until SIGINT or SIGTERM; a second signal ends it at once. */
export function serveCommand(program: Command): void {
  program
    .command("serve")
    .description("run the service in the foreground (what happens without a command)")
    .action(serve);
}

async function serve(): Promise<void> {
  const config = readConfig();
  const log = pino({ level: config.logLevel });
  const service = await startService({ config, clock: systemClock, log });
  announce(service.bootstrapped, log);
  log.info({ url: service.url }, "listening");
  let stopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      log.info({ signal }, "shutting down");
      stop(service).catch(fail);
    });
  }
}

async function stop(service: Service): Promise<void> {
  await service.close();
  process.exit(0);
}

/** The API key goes to the terminal, not into the log: it is a secret, and this is the only time it is shown. */
function announce(bootstrapped: Bootstrapped, log: { warn(text: string): void }): void {
  if (bootstrapped.kind === "first-start" && bootstrapped.made) {
    process.stdout.write(
      `\nAPI key of the management API, shown this once:\n\n    ${bootstrapped.apiKey}\n\n` +
        "Keep it: export AIGATEWAY_API_KEY with it for Terraform and the examples.\n\n",
    );
  }
  if (bootstrapped.kind === "started-before" && bootstrapped.unknownApiKey) {
    log.warn(
      "AIGATEWAY_BOOTSTRAP_API_KEY is ignored: it counts at first start only, and this database has its keys.",
    );
  }
}
