import Koa from "koa";
import type { Logger } from "pino";
import type { ApiKeyStore } from "./api-keys/store.ts";
import type { Config } from "./config.ts";
import type { Database } from "./database.ts";
import { accessLog } from "./http/access-log.ts";
import { authenticate } from "./http/authenticate.ts";
import { drain } from "./http/drain.ts";
import { health } from "./http/health.ts";
import { mount } from "./http/mount.ts";
import { renderErrors } from "./http/render-errors.ts";
import { requestId } from "./http/request-id.ts";
import type { Route } from "./http/route.ts";
import { securityHeaders } from "./http/security-headers.ts";

export interface AppOptions {
  config: Pick<Config, "publicUrl">;
  db: Database;
  log: Logger;
  apiKeys: ApiKeyStore;
  /** Answers everything under `/v1`. */
  gateway: Koa.Middleware;
  /** The management API. */
  routes: readonly Route[];
  /** Something of the account has changed: what is kept of it in memory must go. */
  onChange(accountId: string): void;
  isDraining(): boolean;
}

/** The whole service as one Koa application: the order of its parts on one screen. */
export function createApp({
  config,
  db,
  log,
  apiKeys,
  gateway,
  routes,
  onChange,
  isDraining,
}: AppOptions): Koa {
  const app = new Koa();
  app.silent = true; // faults are rendered and logged by the middlewares below
  app.use(requestId());
  app.use(accessLog(log));
  app.use(health({ db, log, isDraining }));
  app.use(gateway);
  app.use(securityHeaders());
  app.use(renderErrors(log));
  app.use(drain(isDraining));
  app.use(authenticate(apiKeys));
  for (const middleware of mount(routes, { db, publicUrl: config.publicUrl, onChange })) app.use(middleware);
  return app;
}
