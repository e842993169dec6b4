import cluster, { type Worker } from "node:cluster";
import { once } from "node:events";
import type { Logger } from "pino";
import { answerMetricsRequests } from "./cluster-metrics.ts";
import { isListening, SHUT_DOWN } from "./messages.ts";

/** A worker that dies sooner than this is not replaced at once: what kills it would only kill the next. */
const QUICK_DEATH_MS = 1000;

/** More than a worker takes for letting go of everything once its requests have had their time. */
const STOP_GRACE_MS = 10_000;

export interface Workers {
  /** Where they listen; they share the port. */
  url: string;
  /** Lets them finish what they do; one that does not end in time is killed. */
  stop(): Promise<void>;
  kill(): void;
}

/**
 * Starts worker processes of this program, and replaces those that die. Rejects when one ends before it listens, as all
 * would.
 */
export async function startWorkers(
  count: number,
  { log, shutdownTimeoutMs }: { log: Logger; shutdownTimeoutMs: number },
): Promise<Workers> {
  let isStopping = false;
  // Workers take connections from the port themselves. One that the primary had handed to a worker which is then killed
  // would never be closed.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  answerMetricsRequests();

  function start(): Promise<string> {
    const worker = cluster.fork();
    const started = performance.now();
    let isUp = false;
    const listening = new Promise<string>((resolve, reject) => {
      worker.on("message", (message: unknown) => {
        if (!isListening(message)) return;
        isUp = true;
        resolve(message.url);
      });
      worker.once("exit", (code, signal) => {
        if (!isUp) reject(new Error(`A worker ended before it listened (${signal ?? `exit code ${code}`}).`));
      });
    });
    worker.once("exit", (code, signal) => {
      if (isStopping) return;
      log.error({ pid: worker.process.pid, code, signal }, "a worker died; another takes its place");
      const livedMs = performance.now() - started;
      setTimeout(replace, livedMs < QUICK_DEATH_MS ? QUICK_DEATH_MS : 0);
    });
    return listening;
  }

  function replace(): void {
    if (!isStopping) start().catch((error) => log.error({ err: error }, "a worker could not be started"));
  }

  const alive = (): Worker[] => Object.values(cluster.workers ?? {}).filter((each) => each !== undefined);
  function kill(): void {
    isStopping = true;
    for (const worker of alive()) worker.process.kill("SIGKILL");
  }

  try {
    const urls = await Promise.all(Array.from({ length: count }, start));
    return {
      url: urls[0] as string,
      async stop() {
        isStopping = true;
        const ended = alive().map((worker) => once(worker, "exit"));
        for (const worker of alive()) worker.send(SHUT_DOWN, () => undefined);
        const late = setTimeout(() => {
          log.error("workers were killed: they did not end in time");
          kill();
        }, shutdownTimeoutMs + STOP_GRACE_MS);
        await Promise.all(ended);
        clearTimeout(late);
      },
      kill,
    };
  } catch (error) {
    kill();
    throw error;
  }
}
