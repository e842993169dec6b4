// The load generator: sends what its parent tells it to, and measures.
import { cpuSeconds } from "../process-usage.ts";
import { openArrivals } from "./arrivals.ts";
import type { Answer } from "./client-connection.ts";
import { ConnectionPool } from "./connection-pool.ts";
import { holdStreams } from "./hold-streams.ts";
import type { LoadCommand, LoadOutcome, LoadPlan } from "./load-plan.ts";
import { requestBytes } from "./request-bytes.ts";

async function load(plan: LoadPlan): Promise<LoadOutcome> {
  const request = requestBytes(plan);
  const pool = new ConnectionPool(plan.url);
  let outcome = newOutcome();
  let inFlight = 0;

  async function sendOne(): Promise<void> {
    const dueAt = performance.now();
    const measured = outcome;
    inFlight++;
    const used = await pool.take();
    const answer = await used.send(request);
    const endedAt = performance.now();
    inFlight--;
    requireRight(answer, plan);
    pool.giveBack(used);
    // What was sent before the measurement belongs to the warm-up, even if it ends within.
    if (measured !== outcome) return;
    measured.requests++;
    measured.firstByteMs.push(answer.firstByteAt - dueAt);
    measured.lastByteMs.push(endedAt - dueAt);
  }

  async function phase(ms: number): Promise<void> {
    const { arrival } = plan;
    const end = performance.now() + ms;
    if (arrival.kind === "open") return openArrivals({ perSecond: arrival.perSecond, ms, sendOne });
    const inTurn = async () => {
      while (performance.now() < end) await sendOne();
    };
    await Promise.all(Array.from({ length: arrival.connections }, inTurn));
  }

  try {
    await phase(plan.warmUpMs);
    outcome = newOutcome();
    const cpuBefore = plan.pid === undefined ? 0 : cpuSeconds(plan.pid);
    const started = performance.now();
    await phase(plan.ms);
    outcome.seconds = (performance.now() - started) / 1000;
    outcome.cpuSeconds = plan.pid === undefined ? 0 : cpuSeconds(plan.pid) - cpuBefore;
    if (inFlight > 0) throw new Error(`${inFlight} requests are still open.`);
    return outcome;
  } finally {
    pool.close();
  }
}

function newOutcome(): LoadOutcome {
  return { requests: 0, seconds: 0, cpuSeconds: 0, firstByteMs: [], lastByteMs: [] };
}

function requireRight({ status, tail }: Answer, { expectAtEnd }: LoadPlan): void {
  if (status === 200 && tail.includes(expectAtEnd)) return;
  throw new Error(`An answer with the status ${status} ends in ${JSON.stringify(tail)}.`);
}

let release: (() => void) | undefined;

async function obey(command: LoadCommand): Promise<void> {
  if (command.kind === "load") process.send?.({ outcome: await load(command.plan) });
  if (command.kind === "hold") release = await holdStreams(command.plan);
  if (command.kind === "release") release?.();
  if (command.kind !== "load") process.send?.({ done: true });
}

process.on("message", (command: LoadCommand) => {
  obey(command).catch((error: Error) => process.send?.({ error: error.message }));
});
process.once("disconnect", () => process.exit());
process.send?.({ url: "" });
