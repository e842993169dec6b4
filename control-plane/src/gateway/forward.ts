import type { IncomingHttpHeaders } from "node:http";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import { type Attempt, attempt } from "./attempt.ts";
import type { Candidate } from "./candidate.ts";
import { allFailed, CREDENTIAL_LOST, couldNotBeReached, totalTimeOver } from "./failure.ts";
import type { GatewayError } from "./gateway-error.ts";
import type { HangUp } from "./hang-up.ts";
import type { GatewayLimits } from "./limits.ts";
import type { GatewayRequest } from "./parse-request.ts";
import type { AttemptTrace, RequestTrace } from "./tracing.ts";
import type { UpstreamAgent } from "./upstream-agent.ts";
import { type UpstreamRequest, upstreamRequest } from "./upstream-request.ts";

/** A try that has been made, for the ledger and for the explanation when all fail. */
export interface Tried {
  candidate: Candidate;
  outcome: Attempt;
  trace?: AttemptTrace | undefined;
}

export interface Forwarded {
  tried: Tried[];
  /** What goes to the client: the last try's answer, or why there is none. */
  result: { answer: Exclude<Attempt, { kind: "failed" }>; usageAdded: boolean } | { error: GatewayError };
}

export interface ForwardOptions {
  candidates: readonly Candidate[];
  request: GatewayRequest;
  headers: IncomingHttpHeaders;
  agent: UpstreamAgent;
  limits: GatewayLimits;
  clock: Clock;
  log: Logger;
  hangUp: HangUp;
  trace?: RequestTrace | undefined;
  /** Told of each try, unless the client had hung up. */
  onTried(tried: Tried): void;
}

/** Statuses that another key may not have: the credential, what it has paid for (402), the rate, the server. */
const RETRIED = new Set([401, 402, 403, 408, 409, 429]);

/** Tries the candidates in their order until one answers. Never rejects. */
export async function forward(options: ForwardOptions): Promise<Forwarded> {
  const { candidates, agent, limits, clock, hangUp } = options;
  const deadline = clock.now() + limits.totalTimeoutMs;
  const tried: Tried[] = [];
  let unusable: Candidate | undefined;

  for (const candidate of candidates) {
    // The model itself was refused: another key of it would be refused alike.
    if (unusable && isSameModel(unusable, candidate)) continue;
    const trace = options.trace?.attempt(candidate, options.request, limits.maxOutputTokens);
    const sent = prepare(candidate, options, trace);
    const outcome = sent
      ? await attempt({
          dispatcher: agent.dispatcherFor(candidate.provider),
          request: sent,
          timeoutMs: limits.perRequestTimeoutMs,
          deadlineMs: deadline - clock.now(),
          hangUp,
        })
      : CREDENTIAL_LOST;
    trace?.settled(outcome, hangUp.aborted);
    tried.push({ candidate, outcome, trace });
    if (!hangUp.aborted) options.onTried({ candidate, outcome });
    if (outcome.kind === "json" || outcome.kind === "stream") {
      return { tried, result: { answer: outcome, usageAdded: sent?.usageAdded ?? false } };
    }
    if (hangUp.aborted) return { tried, result: { error: couldNotBeReached(tried) } };
    // Timers and the clock may disagree by a millisecond.
    if (clock.now() >= deadline || (outcome.kind === "failed" && outcome.totalTimeOver))
      return { tried, result: { error: totalTimeOver(tried, limits.totalTimeoutMs) } };
    unusable = outcome.kind === "refused" && !isRetried(outcome.status) ? candidate : undefined;
  }

  const last = tried.at(-1)?.outcome;
  // Without a choice, or when the request itself is at fault, the client is told in the upstream's own words.
  if (last?.kind === "refused" && (candidates.length === 1 || unusable)) {
    return { tried, result: { answer: last, usageAdded: false } };
  }
  return { tried, result: { error: candidates.length === 1 ? couldNotBeReached(tried) : allFailed(tried) } };
}

function prepare(
  candidate: Candidate,
  { request, headers, limits, log }: ForwardOptions,
  trace: AttemptTrace | undefined,
): UpstreamRequest | undefined {
  try {
    // The upstream's parent is the try, not the client.
    const sent = trace ? { ...headers, ...trace.headers() } : headers;
    return upstreamRequest(candidate, request, sent, limits.maxOutputTokens);
  } catch (error) {
    log.error({ err: error, provider: candidate.provider.id }, "a provider key can't be opened");
    return undefined;
  }
}

function isRetried(status: number): boolean {
  return RETRIED.has(status) || status >= 500;
}

function isSameModel(a: Candidate, b: Candidate): boolean {
  return a.provider.id === b.provider.id && a.model === b.model;
}
