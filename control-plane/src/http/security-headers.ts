import type { Middleware } from "koa";

/** The answers are JSON for programs: nothing may cache, sniff or frame them. */
export function securityHeaders(): Middleware {
  return (ctx, next) => {
    ctx.set({
      "Cache-Control": "no-store",
      "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
      "Referrer-Policy": "no-referrer",
      "X-Content-Type-Options": "nosniff",
      "X-Frame-Options": "DENY",
    });
    return next();
  };
}
