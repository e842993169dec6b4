import cluster from "node:cluster";
import type { Command } from "commander";
import type { Logger } from "pino";
import type { Bootstrapped } from "../bootstrap.ts";
import { systemClock } from "../clock.ts";
import { createMetricsOfAll } from "../cluster/cluster-metrics.ts";
import { type Listening, SHUT_DOWN } from "../cluster/messages.ts";
import { startWorkers } from "../cluster/primary.ts";
import { type Config, readConfig } from "../config.ts";
import { createLog } from "../log.ts";
import { prepareDatabase } from "../prepare-database.ts";
import { startService } from "../service.ts";
import { fail } from "./fail.ts";
import { tuneGarbageCollection } from "./tune-garbage-collection.ts";

/** `aigateway serve`: the service in the foreground until SIGINT or SIGTERM; a second signal ends it at once. */
export function serveCommand(program: Command): void {
  program
    .command("serve")
    .description("run the service in the foreground (what happens without a command)")
    .action(serve);
}

function serve(): Promise<void> {
  tuneGarbageCollection();
  const config = readConfig();
  const log = createLog(config.logLevel);
  if (cluster.isWorker) return serveAsWorker(config, log);
  return config.workers > 1 ? serveWithWorkers(config, log) : serveAlone(config, log);
}

async function serveAlone(config: Config, log: Logger): Promise<void> {
  const service = await startService({ config, clock: systemClock, log });
  announce(service.bootstrapped, log);
  log.info({ url: service.url }, "listening");
  onSignal(log, service.close, () => undefined);
}

/** Migrates first, and does what has to be done once; the workers share the port. */
async function serveWithWorkers(config: Config, log: Logger): Promise<void> {
  announce(await prepareDatabase({ config, clock: systemClock, log }), log);
  const workers = await startWorkers(config.workers, { log, shutdownTimeoutMs: config.shutdownTimeoutMs });
  log.info({ url: workers.url, workers: config.workers }, "listening");
  onSignal(log, workers.stop, workers.kill);
}

/** The primary says when it ends: signals of a terminal reach all processes. A primary that dies takes it along. */
async function serveAsWorker(config: Config, log: Logger): Promise<void> {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => undefined);
  // Until it serves, there is nothing to finish.
  let stop = () => Promise.resolve();
  process.on("message", (message) => {
    if (message === SHUT_DOWN) end(stop);
  });
  const service = await startService({ config, clock: systemClock, log, renderMetrics: createMetricsOfAll });
  stop = service.close;
  const listening: Listening = { type: "aigateway:listening", url: service.url };
  process.send?.(listening);
}

function onSignal(log: Logger, stop: () => Promise<void>, kill: () => void): void {
  let isStopping = false;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (isStopping) {
        kill();
        process.exit(1);
      }
      isStopping = true;
      log.info({ signal }, "shutting down");
      end(stop);
    });
  }
}

function end(stop: () => Promise<void>): void {
  stop().then(() => process.exit(0), fail);
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
