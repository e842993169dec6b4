import type { Context, Middleware } from "koa";
import type { Logger } from "pino";
import type { ExplainRequest } from "../access-keys/explain-route.ts";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import type { Sealer } from "../crypto/seal.ts";
import type { Database } from "../database.ts";
import type { LastUsed } from "../last-used.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { FinishedRequest, Metrics } from "../metrics/metrics.ts";
import { type AccountUpstreams, createAccountUpstreams } from "./account-upstreams.ts";
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
import { createUpstreamAgent } from "./upstream-agent.ts";
import type { Operator } from "./upstream-provider.ts";
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
  isDraining(): boolean;
  /** Whether changes in other processes are heard of. */
  isFeedLive(): boolean;
  limits?: Partial<GatewayLimits> | undefined;
}

export interface Gateway {
  /** Answers everything under `/v1`. */
  middleware: Middleware;
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

  async function serve(ctx: Context): Promise<void> {
    if (isDraining()) {
      throw new GatewayError("shutting_down", "The service is shutting down; try again.", {
        status: 503,
        headers: { connection: "close", "retry-after": "1" },
      });
    }
    const { req: request, res: response } = ctx;
    const key = await authenticateKey(request.headers, verifier);
    const { requestId, logged } = ctx.state;
    logged.accessKeyId = key.id;
    lastUsed.touch("access_keys", key.id);
    const surface = ctx.method === "POST" ? surfaceAt(ctx.path) : undefined;
    const { started } = ctx.state;
    if (surface) return serveSurface({ surface, key, requestId, request, response, started, logged });
    if (!(await listModels(ctx, key))) throw notFound(ctx);
  }

  return {
    async middleware(ctx, next) {
      if (ctx.path !== "/v1" && !ctx.path.startsWith("/v1/")) return next();
      // Answers are written as they come; koa has no part in them.
      ctx.respond = false;
      const { requestIdHeader } = surfaceAt(ctx.path)?.format ?? openAiFormat;
      if (requestIdHeader) ctx.res.setHeader(requestIdHeader, ctx.state.requestId);
      ctx.state.started = performance.now();
      ctx.res.once("close", () => metrics.requestFinished(finished(ctx)));
      try {
        await serve(ctx);
      } catch (error) {
        answerError(ctx, error, log);
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

function finished({ path, method, res, state }: Context): FinishedRequest {
  const { firstByteMs, provider } = state.logged;
  return {
    surface: (method === "POST" ? surfaceAt(path)?.id : undefined) ?? "other",
    provider,
    status: res.statusCode,
    seconds: (performance.now() - state.started) / 1000,
    firstByteSeconds: firstByteMs === undefined ? undefined : firstByteMs / 1000,
  };
}

function answerError({ res: response, path, state }: Context, error: unknown, log: Logger): void {
  // The client is gone: nobody is left to be told, and a body that it broke off is not our fault.
  if (response.destroyed) return;
  const { requestId } = state;
  const isKnown = error instanceof GatewayError;
  if (!isKnown || error.cause !== undefined) log.error({ err: error, requestId }, "gateway request failed");
  const fault = isKnown
    ? error
    : new GatewayError(
        "internal_error",
        `Something went wrong here. Quote request ${requestId} when you report it.`,
      );
  state.logged.code = fault.code;
  if (response.headersSent) return void response.destroy();
  // Each SDK understands its own vendor's shape.
  const format = surfaceAt(path)?.format ?? openAiFormat;
  const body = Buffer.from(JSON.stringify(format.errorBody(fault, requestId)));
  response.writeHead(fault.status, {
    ...fault.headers,
    ...(fault.status === 401 && { "www-authenticate": "Bearer" }),
    "content-type": "application/json",
    "content-length": body.length,
  });
  response.end(body);
}

function notFound({ method, path }: Context): GatewayError {
  return new GatewayError("not_found", `There is no ${method} ${path}.`, { status: 404 });
}

function operatorOf({ operatorUpstreams }: Pick<Config, "operatorUpstreams">): Operator {
  const credentials = new Map<string, string>();
  const baseUrls = new Map<string, string>();
  for (const [id, { apiKey, baseUrl }] of Object.entries(operatorUpstreams)) {
    if (apiKey) credentials.set(id, apiKey);
    if (baseUrl) baseUrls.set(id, baseUrl);
  }
  return { credentials, baseUrls };
}
