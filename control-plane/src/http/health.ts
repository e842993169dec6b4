import type { Middleware } from "koa";
import type { Logger } from "pino";
import type { Database } from "../database.ts";
import { isMigrated } from "../migrate.ts";

export interface HealthOptions {
  db: Database;
  log: Logger;
  isDraining: () => boolean;
}

/** `GET /healthz`: the process is up. `GET /readyz`: it can serve; 503 while the store fails or the service shuts down. */
export function health({ db, log, isDraining }: HealthOptions): Middleware {
  async function readiness(): Promise<{ ready: boolean; reason?: string }> {
    if (isDraining()) return { ready: false, reason: "shutting down" };
    try {
      return (await isMigrated(db)) ? { ready: true } : { ready: false, reason: "the store is not migrated" };
    } catch (error) {
      log.warn({ err: error }, "the store can't be reached");
      return { ready: false, reason: "the store can't be reached" };
    }
  }

  return async (ctx, next) => {
    if (ctx.method !== "GET" && ctx.method !== "HEAD") return next();
    if (ctx.path === "/healthz") {
      ctx.body = { status: "up" };
    } else if (ctx.path === "/readyz") {
      const state = await readiness();
      ctx.status = state.ready ? 200 : 503;
      ctx.body = state;
    } else {
      await next();
    }
  };
}
