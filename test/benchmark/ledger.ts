import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { systemClock } from "../../control-plane/src/clock.ts";
import type { Database } from "../../control-plane/src/database.ts";
import { newId } from "../../control-plane/src/ids.ts";
import { createLedger, type Ledger } from "../../control-plane/src/ledger/ledger.ts";
import type { UsageEvent } from "../../control-plane/src/ledger/usage-event.ts";
import { createAccount, withDatabase } from "./account.ts";
import type { Benchmark } from "./benchmark.ts";
import { percentile } from "./percentile.ts";

const IN_FLIGHT = 64;
const WARM_UP_MS = 1_000;

/** How many requests the ledger can write down, each with one event and each waiting until it outlives the process. */
export const ledger: Benchmark = {
  name: "ledger",
  title: `Usage events written (the ledger alone, in-process, ${IN_FLIGHT} at a time)`,
  run: (bench) =>
    withDatabase(bench, async (db) => {
      const { accountId } = await createAccount(db);
      const journalFolder = mkdtempSync(join(tmpdir(), "aigateway-journal-"));
      bench.scope.onClose(async () => rmSync(journalFolder, { recursive: true, force: true }));
      const log = pino({ level: "silent" });
      const measured = createLedger({ db, clock: systemClock, log, journalFolder });
      const before = await record(measured, accountId, WARM_UP_MS);
      const started = performance.now();
      const latencies = await record(measured, accountId, bench.sizes.ledgerMs);
      await measured.flush();
      const perSecond = latencies.length / ((performance.now() - started) / 1000);
      await measured.close();
      await requireWritten(db, before.length + latencies.length);
      return [
        { name: "in the database", value: perSecond, unit: "per second" },
        { name: "one event until it is safe, p50", value: percentile(latencies, 0.5), unit: "ms" },
        { name: "one event until it is safe, p99", value: percentile(latencies, 0.99), unit: "ms" },
      ];
    }),
};

/** Records events, the next one as soon as one is written. How long each took, in milliseconds. */
async function record(written: Ledger, accountId: string, ms: number): Promise<number[]> {
  const latencies: number[] = [];
  const end = performance.now() + ms;
  let number = 0;
  const recordInTurn = async () => {
    while (performance.now() < end) {
      const sentAt = performance.now();
      await written.record([usageEvent(accountId, number++)]);
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, recordInTurn));
  return latencies;
}

/** The ledger goes on after a failed write and only logs it. */
async function requireWritten(db: Database, recorded: number): Promise<void> {
  const row = await db("usage_events").count<{ written: number }>({ written: "*" }).first();
  if (row?.written !== recorded) throw new Error(`Of ${recorded} events ${row?.written} were written.`);
}

/** Like the traffic of 200 access keys in 20 lineages over 4 providers, in turn. */
function usageEvent(accountId: string, number: number): UsageEvent {
  return {
    id: newId("usageEvent"),
    accountId,
    eventTime: systemClock.now(),
    requestId: newId("request"),
    accessKeyId: `aigk_${number % 200}`,
    lineage: `client ${number % 20}`,
    provider: `provider-${number % 4}`,
    providerDisplayName: `Provider ${number % 4}`,
    model: `model-${number % 12}`,
    modelDisplayName: `Model ${number % 12}`,
    attemptNumber: 1,
    isFinalAttempt: true,
    statusCode: 200,
    timedOut: false,
    isError: false,
    isStreaming: true,
    stopReason: "stop",
    inputTokens: 500,
    outputTokens: 100,
    cacheReadTokens: 0,
    reasoningTokens: 0,
    tokensEstimated: false,
    costNanos: 1_000_000,
    keySource: "user",
    providerKeyId: null,
    providerKeyDisplayName: null,
  };
}
