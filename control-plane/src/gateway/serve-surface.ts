import type { IncomingMessage } from "node:http";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { Exchange } from "../http/exchange.ts";
import { readBody, TooLarge } from "../http/read-body.ts";
import type { LastUsed } from "../last-used.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { AccountCache } from "./account-cache.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";
import type { Candidate } from "./candidate.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import { forward, type Tried } from "./forward.ts";
import { GatewayError } from "./gateway-error.ts";
import { watchHangUp } from "./hang-up.ts";
import { requireInputWithin } from "./input-cap.ts";
import type { GatewayLimits } from "./limits.ts";
import { type GatewayRequest, parseRequest } from "./parse-request.ts";
import { passBack } from "./pass-back.ts";
import { readAccount } from "./read-account.ts";
import { createChooser } from "./remember-choice.ts";
import { reportOutcomes } from "./report-outcomes.ts";
import { maxCost, reserveCredits } from "./reserve-credits.ts";
import type { Surface } from "./surfaces/surface.ts";
import type { RequestTrace } from "./tracing.ts";
import type { UpstreamAgent } from "./upstream-agent.ts";
import type { Operator } from "./upstream-provider.ts";
import { type UsageOfRequest, usageEvents } from "./usage-events.ts";
import type { VerifiedKey } from "./verify-key.ts";

export interface SurfaceServerOptions {
  ledger: Ledger;
  lastUsed: LastUsed;
  upstreams: AccountCache<AccountUpstreams>;
  operator: Operator;
  agent: UpstreamAgent;
  breaker: CircuitBreaker;
  metrics: Pick<Metrics, "used">;
  limits: GatewayLimits;
  clock: Clock;
  log: Logger;
}

export interface GatewayCall {
  exchange: Exchange;
  surface: Surface;
  key: VerifiedKey;
  trace: RequestTrace | undefined;
}

/** Serves a request: parse, choose, reserve, forward, pass back, write down. Throws `GatewayError`. */
export function createSurfaceServer(options: SurfaceServerOptions) {
  const { ledger, lastUsed, upstreams, agent, breaker, metrics, clock, log } = options;
  const choose = createChooser(options.operator);

  return async (call: GatewayCall): Promise<void> => {
    const { surface, key } = call;
    const asked = parseRequest(surface, await readWithin(call.exchange.request, options.limits.maxBodyBytes));
    const account = await readAccount(upstreams, key.accountId);
    const limits = { ...options.limits, ...account.limits };
    await requireInputWithin(limits.maxInputTokens, asked);
    const choice = choose(surface, asked.models, key.configuration, account);
    if ("refusal" in choice) {
      // Who has no credits is told so first, whatever else is wrong.
      (await reserveCredits(ledger, key.accountId, 1)).release();
      throw choice.refusal;
    }
    const { candidates } = choice;
    const mayCost = maxCost(asked, candidates, limits.maxOutputTokens);
    const reservation = await reserveCredits(ledger, key.accountId, mayCost);
    try {
      await serveFrom(candidates, asked, limits, call);
    } finally {
      reservation.release();
    }
  };

  async function serveFrom(
    candidates: readonly Candidate[],
    asked: GatewayRequest,
    limits: GatewayLimits,
    { key, exchange, trace }: GatewayCall,
  ): Promise<void> {
    const { requestId, request, response, started, logged } = exchange;
    const hangUp = watchHangUp(response);
    const isHasty =
      limits.perRequestTimeoutMs < options.limits.perRequestTimeoutMs ||
      limits.totalTimeoutMs < options.limits.totalTimeoutMs;
    const report = reportOutcomes(breaker, key.accountId, isHasty);
    const { tried, result } = await forward({
      candidates: breaker.order(key.accountId, candidates),
      onTried: report.tried,
      request: asked,
      headers: request.headers,
      agent,
      limits,
      clock,
      log,
      hangUp,
      trace,
    });
    hangUp.stop();
    describe(logged, tried);
    for (const { candidate } of tried) {
      if (candidate.credential.source === "user") lastUsed.touch("provider_keys", candidate.credential.id);
    }

    const record = (delivered?: UsageOfRequest["delivered"]) => {
      const { isStreaming } = asked;
      const events = usageEvents(
        { key, requestId, isStreaming, tried, ...(delivered && { delivered }) },
        clock,
      );
      metrics.used(events);
      const last = tried.at(-1);
      if (last?.outcome.kind === "stream") report.streamed(last, delivered);
      last?.trace?.end(events.at(-1), delivered?.tokens);
      return ledger.record(events);
    };
    if ("error" in result) {
      await record();
      throw result.error;
    }
    logged.firstByteMs = Math.round((performance.now() - started) * 10) / 10;
    const { answer, usageAdded } = result;
    const { clientStallMs } = limits;
    // Each by its name: V8 puts what a spread and more members make where only a full collection finds it.
    await passBack({
      answer,
      usageAdded,
      clientStallMs,
      request: asked,
      requestId,
      tried,
      response,
      logged,
      record,
    });
  }
}

async function readWithin(request: IncomingMessage, limit: number): Promise<Buffer> {
  try {
    return await readBody(request, limit);
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error;
    throw new GatewayError("request_too_large", `The request body is larger than ${limit} bytes.`, {
      status: 413,
      headers: { connection: "close" },
    });
  }
}

function describe(logged: Record<string, unknown>, tried: readonly Tried[]): void {
  const last = tried.at(-1);
  logged.attempts = tried.length;
  if (!last) return;
  logged.provider = last.candidate.provider.id;
  logged.model = last.candidate.model;
  if (last.outcome.kind === "failed") logged.reason = last.outcome.reason;
}
