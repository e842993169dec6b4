import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import { readBody, TooLarge } from "../http/read-body.ts";
import type { LastUsed } from "../last-used.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { AccountCache } from "./account-cache.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";
import { chooseCandidates } from "./choose-candidates.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import { requireCredits } from "./credits.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import { withoutCredentials } from "./failure.ts";
import { forward, type Tried } from "./forward.ts";
import { GatewayError } from "./gateway-error.ts";
import { requireInputWithin } from "./input-cap.ts";
import type { GatewayLimits } from "./limits.ts";
import { type GatewayRequest, parseRequest } from "./parse-request.ts";
import { relayStream } from "./relay-stream.ts";
import { responseHeaders } from "./response-headers.ts";
import type { Completion, Surface } from "./surfaces/surface.ts";
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
  surface: Surface;
  key: VerifiedKey;
  requestId: string;
  request: IncomingMessage;
  response: ServerResponse;
  /** When it came, by `performance.now()`. */
  started: number;
  /** Fields for the request's line in the log. */
  logged: Record<string, unknown>;
}

/** Serves a request: parse, choose, forward, pass back, write down. Throws `GatewayError`. */
export function createSurfaceServer(options: SurfaceServerOptions) {
  const { ledger, lastUsed, upstreams, operator, agent, breaker, metrics, clock, log } = options;

  return async (call: GatewayCall): Promise<void> => {
    const { surface, key, requestId, request, response, logged } = call;
    const asked = parseRequest(surface, await readWithin(request, options.limits.maxBodyBytes));
    requireCredits(await ledger.credits(key.accountId));
    const account = (await upstreams.get(key.accountId)) as AccountUpstreams;
    const limits = { ...options.limits, ...account.limits };
    await requireInputWithin(limits.maxInputTokens, asked);
    const choice = chooseCandidates({
      surface,
      models: asked.models,
      configuration: key.configuration,
      account,
      operator,
    });
    if ("refusal" in choice) throw choice.refusal;

    const hangUp = new AbortController();
    const onClose = () => hangUp.abort();
    response.once("close", onClose);
    const { tried, result } = await forward({
      candidates: breaker.order(key.accountId, choice.candidates),
      onTried: ({ candidate, outcome }) => breaker.observe(key.accountId, candidate, outcome),
      request: asked,
      headers: request.headers,
      agent,
      limits,
      clock,
      log,
      signal: hangUp.signal,
    });
    response.removeListener("close", onClose);
    describe(logged, tried);
    for (const { candidate } of tried) {
      if (candidate.credential.source === "user") lastUsed.touch("provider_keys", candidate.credential.id);
    }

    const record = (delivered?: UsageOfRequest["delivered"]) => {
      const usage = {
        key,
        requestId,
        isStreaming: asked.isStreaming,
        tried,
        ...(delivered && { delivered }),
      };
      const events = usageEvents(usage, clock);
      metrics.used(events);
      return ledger.record(events);
    };

    if ("error" in result) {
      await record();
      throw result.error;
    }
    const { answer, usageAdded } = result;
    logged.firstByteMs = Math.round((performance.now() - call.started) * 10) / 10;
    if (answer.kind === "stream") {
      response.writeHead(answer.status, {
        ...responseHeaders(answer.headers),
        "cache-control": "no-cache",
        // Reverse proxies would collect the stream otherwise.
        "x-accel-buffering": "no",
      });
      const { stream } = answer;
      return relayStream({
        surface,
        requestId,
        stream,
        response,
        usageAdded,
        async record({ completion, cut }) {
          const delivered = await deliveredOf(asked, completion);
          logged.tokens = delivered.tokens;
          if (cut) logged.cut = cut;
          await record({
            ...delivered,
            ...(cut?.by === "client" && { stopReason: "client_closed" }),
            ...(cut?.by === "upstream" && { cut }),
          });
        },
      });
    }
    if (answer.kind === "json") {
      const meter = surface.createMeter();
      meter.read(answer.body);
      const delivered = await deliveredOf(asked, meter.completion);
      logged.tokens = delivered.tokens;
      await record(delivered);
    } else {
      await record();
    }
    const bytes = answer.kind === "refused" ? scrubbed(answer.bytes, tried) : answer.bytes;
    response.writeHead(answer.status, {
      ...responseHeaders(answer.headers),
      "content-length": bytes.length,
    });
    response.end(bytes);
  };
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

async function deliveredOf(asked: GatewayRequest, completion: Completion) {
  const { usage, stopReason } = completion;
  return { tokens: usage ?? (await estimateTokens(asked, completion)), estimated: !usage, stopReason };
}

/** An upstream's refusal as it is, unless it quotes a credential. */
function scrubbed(bytes: Buffer, tried: readonly Tried[]): Buffer {
  const text = bytes.toString("latin1");
  const scrubbed = withoutCredentials(text, tried);
  return scrubbed === text ? bytes : Buffer.from(scrubbed, "latin1");
}

function describe(logged: Record<string, unknown>, tried: readonly Tried[]): void {
  const last = tried.at(-1);
  logged.attempts = tried.length;
  if (!last) return;
  logged.provider = last.candidate.provider.id;
  logged.model = last.candidate.model;
  if (last.outcome.kind === "failed") logged.reason = last.outcome.reason;
}
