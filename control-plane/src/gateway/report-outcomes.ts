import type { Candidate } from "./candidate.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import type { Tried } from "./forward.ts";
import { CLIENT_CLOSED, type UsageOfRequest } from "./usage-events.ts";

/** Tells the circuit breaker what became of one request's tries. */
export interface OutcomeReporter {
  /** A try is over, but for a stream's rest. */
  tried(tried: Tried): void;
  /** What came after a stream's first event. */
  streamed(tried: Tried, delivered: UsageOfRequest["delivered"]): void;
}

/** @param isHasty The account waits for less than the default: it may not speak for others that share the credential. */
export function reportOutcomes(
  breaker: Pick<CircuitBreaker, "observe">,
  accountId: string,
  isHasty: boolean,
): OutcomeReporter {
  const isShared = ({ credential }: Candidate) => credential.source === "ngrok";
  const isImpatience = (candidate: Candidate, timedOut: boolean) =>
    isHasty && timedOut && isShared(candidate);

  return {
    tried({ candidate, outcome }) {
      if (outcome.kind === "stream") return; // how it ends is not known yet
      if (outcome.kind === "failed") {
        // Those that were tried before may have left it a moment: an account can put slow ones of its own in front.
        if (outcome.totalTimeOver && isShared(candidate)) return;
        if (isImpatience(candidate, outcome.timedOut)) return;
      }
      breaker.observe(accountId, candidate, outcome);
    },

    streamed({ candidate, outcome }, delivered) {
      // A client that has gone says nothing about the credential.
      if (delivered?.stopReason === CLIENT_CLOSED) return;
      if (!delivered?.cut) return breaker.observe(accountId, candidate, outcome);
      const { timedOut } = delivered.cut;
      if (isImpatience(candidate, timedOut)) return;
      const reason = "its stream broke off";
      breaker.observe(accountId, candidate, { kind: "failed", status: outcome.status, timedOut, reason });
    },
  };
}
