import type { Logger } from "pino";
import type { ExplainRequest } from "../access-keys/explain-route.ts";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Sealer } from "../crypto/seal.ts";
import type { Database } from "../database.ts";
import type { Exchange } from "../http/exchange.ts";
import { isDelivered } from "../http/is-delivered.ts";
import type { LastUsed } from "../last-used.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { FinishedRequest, Metrics } from "../metrics/metrics.ts";
import { type AccountUpstreams, createAccountUpstreams } from "./account-upstreams.ts";
import { answerError } from "./answer-error.ts";
import type { CircuitBreaker } from "./circuit-breaker.ts";
import { authenticateKey } from "./client-credential.ts";
import { explain } from "./explain.ts";
import { GatewayError } from "./gateway-error.ts";
import { DEFAULT_LIMITS, type GatewayLimits } from "./limits.ts";
import { createModelLister } from "./list-models.ts";
import type { PrivateUpstreams } from "./private-upstreams.ts";
import { createSurfaceServer } from "./serve-surface.ts";
import { SURFACES, surfaceAt } from "./surfaces/index.ts";
import { openAiFormat } from "./surfaces/openai-format.ts";
import type { Surface } from "./surfaces/surface.ts";
import type { EndedRequest, RequestTrace, Tracer } from "./tracing.ts";
import { createUpstreamAgent } from "./upstream-agent.ts";
import { operatorOf } from "./upstream-provider.ts";
import { createKeyVerifier } from "./verify-key.ts";

export interface GatewayOptions {
  config: Pick<Config, "operatorUpstreams">;
  db: Database;
  clock: Clock;
  log: Logger;
  sealer: Sealer;
  ledger: Ledger;
  lastUsed: LastUsed;
  privateUpstreams: PrivateUpstreams;
  breaker: CircuitBreaker;
  metrics: Metrics;
  /** Undefined: requests are not traced. */
  tracer: Tracer | undefined;
  isDraining(): boolean;
  /** Whether changes in other processes are heard of. */
  isFeedLive(): boolean;
  limits?: Partial<GatewayLimits> | undefined;
}

export interface Gateway {
  /** Whether a path is the gateway's: everything under `/v1` is. */
  serves(path: string): boolean;
  /** Answers a request for one of its paths. Never rejects. */
  serve(exchange: Exchange): Promise<void>;
  /** What would be done with a request of an access key; undefined when the account has no such key. */
  explain: ExplainRequest;
  /** Something of the account, or of any, has changed: its next request sees it. */
  forget(accountId: string | undefined): void;
  close(): Promise<void>;
}

/** The model traffic's side of the service. */
export function createGateway(options: GatewayOptions): Gateway {
  const {
    config,
    db,
    clock,
    log,
    sealer,
    ledger,
    lastUsed,
    privateUpstreams,
    breaker,
    metrics,
    tracer,
    isDraining,
    isFeedLive,
  } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const verifier = createKeyVerifier({ db, clock, isFeedLive });
  const upstreams = createAccountUpstreams({ db, clock, sealer, isFeedLive });
  const agent = createUpstreamAgent(privateUpstreams);
  const operator = operatorOf(config);
  const serveSurface = createSurfaceServer({
    ledger,
    lastUsed,
    upstreams,
    operator,
    agent,
    breaker,
    metrics,
    limits,
    clock,
    log,
  });

  const listModels = createModelLister({ upstreams, operator });

  /** @param surface Whose path it is, whatever the method. */
  async function answer(
    exchange: Exchange,
    surface: Surface | undefined,
    trace: RequestTrace | undefined,
  ): Promise<void> {
    if (isDraining()) {
      throw new GatewayError("shutting_down", "The service is shutting down; try again.", {
        status: 503,
        headers: { connection: "close", "retry-after": "1" },
      });
    }
    const key = await authenticateKey(exchange.request.headers, verifier);
    trace?.authenticated(key);
    exchange.logged.accessKeyId = key.id;
    lastUsed.touch("access_keys", key.id);
    if (surface && exchange.method === "POST") return serveSurface({ exchange, surface, key, trace });
    if (!(await listModels(exchange, key))) throw notFound(exchange);
  }

  return {
    serves: (path) => path.startsWith("/v1/") || path === "/v1",
    async serve(exchange) {
      const { response, path, requestId } = exchange;
      const surface = surfaceAt(path);
      // Each SDK understands its own vendor's shape.
      const format = surface?.format ?? openAiFormat;
      if (format.requestIdHeader) response.setHeader(format.requestIdHeader, requestId);
      const { method, remoteAddress, request } = exchange;
      const trace = tracer?.begin({
        method,
        path,
        requestId,
        remoteAddress,
        surface,
        headers: request.headers,
      });
      response.once("close", () => {
        metrics.requestFinished(finished(exchange, surface));
        trace?.end(ended(exchange));
      });
      try {
        await answer(exchange, surface, trace);
      } catch (error) {
        answerError(exchange, format, error, log);
      }
    },
    async explain({ accountId, accessKeyId, surface: id, body }) {
      const key = await verifier.find(accountId, accessKeyId);
      const surface = SURFACES.find((each) => each.id === id);
      if (!key || !surface) return undefined;
      const account = (await upstreams.get(accountId)) as AccountUpstreams;
      return explain({ surface, body, configuration: key.configuration, account, operator, breaker });
    },
    forget(accountId) {
      verifier.forget(accountId);
      upstreams.forget(accountId);
    },
    close: agent.close,
  };
}

function finished(
  { method, response, started, logged }: Exchange,
  surface: Surface | undefined,
): FinishedRequest {
  const { firstByteMs, provider } = logged as { firstByteMs?: number; provider?: string };
  return {
    surface: (method === "POST" ? surface?.id : undefined) ?? "other",
    provider,
    status: response.statusCode,
    seconds: (performance.now() - started) / 1000,
    firstByteSeconds: firstByteMs === undefined ? undefined : firstByteMs / 1000,
  };
}

function ended({ response, logged }: Exchange): EndedRequest {
  const { code, cut } = logged as { code?: string; cut?: { by: string } };
  return {
    status: response.headersSent ? response.statusCode : undefined,
    isComplete: isDelivered(response),
    code,
    isCut: cut?.by === "upstream",
  };
}

function notFound({ method, path }: Exchange): GatewayError {
  return new GatewayError("not_found", `There is no ${method} ${path}.`, { status: 404 });
}
