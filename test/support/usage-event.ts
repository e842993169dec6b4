import { newId } from "../../control-plane/src/ids.ts";
import type { UsageEvent } from "../../control-plane/src/ledger/usage-event.ts";

/** An event for the ledger: one successful attempt of one cent, now, except for what is given. */
export function usageEvent(changes: Partial<UsageEvent> & Pick<UsageEvent, "accountId">): UsageEvent {
  return {
    id: newId("usageEvent"),
    eventTime: Date.now(),
    requestId: newId("request"),
    accessKeyId: "aigk_1",
    lineage: null,
    provider: "sim",
    providerDisplayName: "Simulated",
    model: "m1",
    modelDisplayName: "m1",
    attemptNumber: 1,
    isFinalAttempt: true,
    statusCode: 200,
    timedOut: false,
    isError: false,
    isStreaming: false,
    stopReason: "stop",
    inputTokens: 1,
    outputTokens: 1,
    cacheReadTokens: 0,
    reasoningTokens: 0,
    tokensEstimated: false,
    costNanos: 10_000_000,
    keySource: "user",
    providerKeyId: null,
    providerKeyDisplayName: null,
    ...changes,
  };
}
