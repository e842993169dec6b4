import type { IncomingMessage, RequestListener } from "node:http";
import Koa, { type Middleware } from "koa";
import type { Logger } from "pino";
import type { Clock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database.ts";
import type { Gateway } from "./gateway/gateway.ts";
import { apiDocs } from "./http/api-docs.ts";
import { authenticate } from "./http/authenticate.ts";
import { drain } from "./http/drain.ts";
import { createExchanges, type Exchange } from "./http/exchange.ts";
import { createFailedLogins } from "./http/failed-logins.ts";
import { health } from "./http/health.ts";
import type { Idempotency } from "./http/idempotency.ts";
import { mount } from "./http/mount.ts";
import { renderErrors } from "./http/render-errors.ts";
import type { Route } from "./http/route.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { serveMetrics } from "./http/serve-metrics.ts";
import type { LastUsed } from "./last-used.ts";
import type { Metrics } from "./metrics/metrics.ts";
import { openApiDocument } from "./openapi.ts";
import { returnPages } from "./payments/return-pages.ts";
import { providerRegistry, type RegistryOptions } from "./provider-registry/registry.ts";

export interface AppOptions {
  config: Pick<Config, "publicUrl" | "trustedProxies" | "authFailuresPerMinute">;
  db: Database;
  clock: Clock;
  log: Logger;
  lastUsed: LastUsed;
  idempotency: Idempotency;
  metrics: Metrics;
  /** Answers everything under `/v1`. */
  gateway: Pick<Gateway, "serves" | "serve">;
  /** Takes what Stripe reports. */
  stripeWebhook: Middleware;
  /** Where the Terraform provider is given out. */
  registry: RegistryOptions;
  /** The management API. */
  routes: readonly Route[];
  /** Something of the account has changed: what is kept of it in memory must go. */
  onChange(accountId: string): void;
  /** Resolves when all usage so far is in the database. */
  settleUsage(): Promise<void>;
  isDraining(): boolean;
  /** Around all that is not the gateway, for tests that look at every answer. */
  inspect?: Middleware | undefined;
}

/**
 * The whole service: the order of its parts on one screen. Model traffic does not go through Koa, which would cost each
 * request a tenth of its time.
 */
export function createApp(options: AppOptions): RequestListener {
  const { config, db, clock, log, lastUsed, idempotency, routes, onChange, settleUsage, isDraining } =
    options;
  const { gateway } = options;
  const begin = createExchanges({ log, trustedProxies: config.trustedProxies });
  const exchanges = new WeakMap<IncomingMessage, Exchange>();
  const failedLogins = createFailedLogins(config.authFailuresPerMinute);
  const app = new Koa();
  app.silent = true; // faults are rendered and logged by the middlewares below
  app.use((ctx, next) => {
    Object.assign(ctx.state, exchanges.get(ctx.req));
    return next();
  });
  if (options.inspect) app.use(options.inspect);
  app.use(health({ db, log, isDraining }));
  app.use(serveMetrics(options.metrics));
  app.use(securityHeaders());
  app.use(renderErrors(log));
  app.use(drain(isDraining));
  app.use(apiDocs(() => openApiDocument(routes)));
  app.use(returnPages());
  app.use(providerRegistry(options.registry));
  app.use(options.stripeWebhook);
  app.use(authenticate({ db, failedLogins, lastUsed }));
  const { publicUrl } = config;
  for (const part of mount(routes, { db, clock, idempotency, publicUrl, onChange, settleUsage }))
    app.use(part);
  const manage = app.callback();

  return (request, response) => {
    const exchange = begin(request, response);
    if (gateway.serves(exchange.path)) return void gateway.serve(exchange);
    exchanges.set(request, exchange);
    manage(request, response);
  };
}
