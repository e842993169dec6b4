import type { Middleware } from "koa";
import type { Metrics } from "../metrics/metrics.ts";

/** `GET /metrics`, for Prometheus: sums over all accounts, so that the port should not be open to everybody. */
export function serveMetrics(metrics: Metrics): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== "/metrics" || (ctx.method !== "GET" && ctx.method !== "HEAD")) return next();
    const { contentType, text } = await metrics.render();
    ctx.set("Content-Type", contentType);
    ctx.body = text;
  };
}
