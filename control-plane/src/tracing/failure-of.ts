import type { Attempt } from "../gateway/attempt.ts";
import type { Candidate } from "../gateway/candidate.ts";
import { CREDENTIAL_LOST, credentialRemover } from "../gateway/failure.ts";
import type { UsageEvent } from "../ledger/usage-event.ts";

/** What went wrong, by the conventions: `type` has few values, `description` says it to people. */
export interface Failure {
  type: string;
  description: string;
}

const CLIENT_CLOSED: Failure = { type: "client_closed", description: "the client hung up" };

/** Why a try has no answer, in our words: an upstream's own may quote the prompt or the credential. */
export function failureOf(
  outcome: Exclude<Attempt, { kind: "json" | "stream" }>,
  candidate: Candidate,
  hungUp: boolean,
): Failure {
  if (outcome.kind === "refused") {
    return { type: String(outcome.status), description: `the upstream answered ${outcome.status}` };
  }
  if (hungUp) return CLIENT_CLOSED;
  // Some reasons name a header of the upstream's.
  return { type: typeOf(outcome), description: credentialRemover([{ candidate, outcome }])(outcome.reason) };
}

function typeOf(outcome: Extract<Attempt, { kind: "failed" }>): string {
  if (outcome === CREDENTIAL_LOST) return "credential_lost";
  if (outcome.timedOut) return "timeout";
  return outcome.status > 0 ? "invalid_answer" : "connection_error";
}

/** Why an answer that had begun was not delivered in full; undefined: it was. */
export function cutOf({ isError, timedOut, stopReason }: UsageEvent): Failure | undefined {
  if (stopReason === "client_closed") return CLIENT_CLOSED;
  if (!isError) return undefined;
  if (timedOut) return { type: "timeout", description: "the upstream's stream stood still for too long" };
  return { type: "stream_interrupted", description: "the upstream broke off" };
}
