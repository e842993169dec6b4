import type { Middleware } from "koa";
import { newId } from "../ids.ts";

/** Gives every request an id, which the answer and the log carry. */
export function requestId(): Middleware {
  return (ctx, next) => {
    ctx.state.requestId = newId("request");
    ctx.set("X-Request-Id", ctx.state.requestId);
    return next();
  };
}
