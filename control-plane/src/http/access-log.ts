import type { Middleware } from "koa";
import type { Logger } from "pino";
import { maskTokens } from "../crypto/token.ts";

/** Health checks come every few seconds and say nothing. */
const SILENT = new Set(["/healthz", "/readyz", "/metrics"]);

/**
 * One line for each request when it is over. Paths only, no query and no header: those may hold secrets, and a
 * token that was put into a path by mistake is redacted. Middlewares
 * add what they know to `ctx.state.logged`.
 */
export function accessLog(log: Logger): Middleware {
  return async (ctx, next) => {
    const started = performance.now();
    ctx.state.logged = {};
    ctx.res.once("close", () => {
      if (SILENT.has(ctx.path)) return;
      log.info(
        {
          requestId: ctx.state.requestId,
          method: ctx.method,
          path: maskTokens(ctx.path),
          remoteAddress: ctx.state.remoteAddress,
          status: ctx.res.statusCode,
          ms: Math.round((performance.now() - started) * 10) / 10,
          ...(!ctx.res.writableFinished && { clientClosed: true }),
          ...ctx.state.logged,
        },
        "request",
      );
    });
    await next();
  };
}
