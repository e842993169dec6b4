import type { IncomingHttpHeaders } from "node:http";
import type { TokenCounts } from "../ledger/cost.ts";
import type { UsageEvent } from "../ledger/usage-event.ts";
import type { Attempt } from "./attempt.ts";
import type { Candidate } from "./candidate.ts";
import type { GatewayRequest } from "./parse-request.ts";
import type { Surface } from "./surfaces/surface.ts";
import type { VerifiedKey } from "./verify-key.ts";

/**
 * Follows requests through the gateway and tells a tracing system of them. The gateway knows this and nothing of any such
 * system: without one there is no tracer. None of these methods throws.
 */
export interface Tracer {
  /** A request has arrived; nothing of it has been checked. */
  begin(request: ArrivedRequest): RequestTrace;
}

export interface ArrivedRequest {
  method: string;
  /** As sent, without the query. */
  path: string;
  /** Undefined: none is there. */
  surface: Surface | undefined;
  headers: IncomingHttpHeaders;
  requestId: string;
  remoteAddress: string;
}

/** One request of a client, from its arrival to the end of its connection's part in it. */
export interface RequestTrace {
  authenticated(key: VerifiedKey): void;
  /** A try begins. `maxOutputTokens` is the account's cap. */
  attempt(candidate: Candidate, request: GatewayRequest, maxOutputTokens: number | null): AttemptTrace;
  end(request: EndedRequest): void;
}

export interface EndedRequest {
  /** What the client was answered; undefined: not even headers. */
  status: number | undefined;
  /** Whether the answer went out in full. */
  isComplete: boolean;
  /** The contract's code of the fault that was answered. */
  code: string | undefined;
  /** Whether the upstream broke off after the answer had begun. */
  isCut: boolean;
}

/** One try at one upstream. */
export interface AttemptTrace {
  /** The context for the upstream, in place of the client's own; undefined: there is no such header. */
  headers(): TraceHeaders;
  /** The try is over, or, for a stream, its first event has come. One without an answer ends here. */
  settled(outcome: Attempt, hungUp: boolean): void;
  /** An event of the stream, as it passes. */
  observe(event: Record<string, unknown>): void;
  /** The answer is over, whole or cut. Later calls count for nothing. */
  end(used: UsageEvent | undefined, tokens: TokenCounts | undefined): void;
}

/** W3C Trace Context. */
export interface TraceHeaders {
  traceparent: string | undefined;
  tracestate: string | undefined;
}
