import { modelDisplayName } from "../catalog/models.ts";
import type { Clock } from "../clock.ts";
import { newId } from "../ids.ts";
import { modelCost, processingFee, type TokenCounts } from "../ledger/cost.ts";
import type { UsageEvent } from "../ledger/usage-event.ts";
import type { Tried } from "./forward.ts";
import type { VerifiedKey } from "./verify-key.ts";

export interface UsageOfRequest {
  key: VerifiedKey;
  requestId: string;
  isStreaming: boolean;
  tried: readonly Tried[];
  /** What the last try delivered, when it delivered anything. */
  delivered?: {
    tokens: TokenCounts;
    estimated: boolean;
    stopReason: string;
    /** The upstream broke off after the first byte had gone to the client. */
    cut?: { timedOut: boolean };
  };
}

/** Why an answer that its client did not wait for stopped. */
export const CLIENT_CLOSED = "client_closed";

const MAX_TEXT_LENGTH = 255;
const NONE: TokenCounts = { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, reasoningTokens: 0 };

/** The events of one request, one for each try. Only the last can have used anything. */
export function usageEvents(request: UsageOfRequest, clock: Clock): UsageEvent[] {
  const { key, requestId, isStreaming, tried, delivered } = request;
  return tried.map(({ candidate, outcome }, index) => {
    const { provider, model, credential } = candidate;
    const isFinalAttempt = index === tried.length - 1;
    const used = isFinalAttempt ? delivered : undefined;
    const tokens = used?.tokens ?? NONE;
    const isAnswered = outcome.kind === "json" || outcome.kind === "stream";
    return {
      id: newId("usageEvent"),
      accountId: key.accountId,
      eventTime: clock.now(),
      requestId,
      accessKeyId: key.id,
      lineage: key.lineage,
      provider: provider.id,
      providerDisplayName: provider.displayName,
      model: storable(model),
      modelDisplayName: storable(modelDisplayName(provider.id, model)),
      attemptNumber: index + 1,
      isFinalAttempt,
      statusCode: outcome.status,
      timedOut: used?.cut?.timedOut ?? (outcome.kind === "failed" && outcome.timedOut),
      isError: !isAnswered || used?.cut !== undefined,
      isStreaming,
      stopReason: storable(used?.stopReason ?? ""),
      inputTokens: tokens.inputTokens,
      outputTokens: tokens.outputTokens,
      cacheReadTokens: tokens.cacheReadTokens,
      reasoningTokens: tokens.reasoningTokens,
      tokensEstimated: used?.estimated ?? false,
      costNanos: used ? processingFee(tokens) + operatorsCost(tried[index] as Tried, tokens) : 0,
      keySource: credential.source === "ngrok" ? "ngrok" : "user",
      providerKeyId: credential.source === "user" ? credential.id : null,
      providerKeyDisplayName: credential.source === "user" ? credential.name : null,
    };
  });
}

/** With the operator's credential the model's price is the operator's to pay, and so the account's. */
function operatorsCost({ candidate }: Tried, tokens: TokenCounts): number {
  return candidate.credential.source === "ngrok"
    ? modelCost(candidate.provider.id, candidate.model, tokens)
    : 0;
}

/** Texts that clients and upstreams chose: bounded, and without NUL and halves of surrogate pairs, which PostgreSQL can't hold. */
function storable(text: string): string {
  return text
    .slice(0, MAX_TEXT_LENGTH)
    .replaceAll("\0", "")
    .replace(/\p{Surrogate}/gu, "\ufffd");
}
