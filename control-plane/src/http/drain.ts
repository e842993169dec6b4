import type { Middleware } from "koa";
import { Unavailable } from "../errors.ts";

/** While the service shuts down: refuses what is new on connections that are still open, and asks to close them. */
export function drain(isDraining: () => boolean): Middleware {
  return (ctx, next) => {
    if (!isDraining()) return next();
    ctx.set("Connection", "close");
    ctx.set("Retry-After", "1");
    throw new Unavailable("The service is shutting down; try again.");
  };
}
