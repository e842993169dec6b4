import type { Middleware } from "koa";
import type { Logger } from "pino";
import { maskTokens } from "../crypto/token.ts";
import { ApiError } from "../errors.ts";

/** Renders what was thrown as the contract's error body. What is not an `ApiError` is logged and shown as a bare 500. */
export function renderErrors(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      // The client is gone, perhaps in the middle of its body: nobody is left to be told, and nothing is wrong here.
      if (ctx.res.destroyed) return;
      const fault = error instanceof ApiError ? error : masked(error, log, ctx.state.requestId);
      ctx.status = fault.statusCode;
      // The message may quote what was sent, and somebody may have sent a token in the wrong place.
      ctx.body = maskTokens(JSON.stringify(fault.body()));
      ctx.type = "json";
      if (fault.statusCode === 401) ctx.set("WWW-Authenticate", "Bearer");
      // The rest of a body that was refused is not read: the connection can't be used again.
      if (fault.statusCode === 413) ctx.set("Connection", "close");
    }
  };
}

function masked(error: unknown, log: Logger, requestId: string): ApiError {
  log.error({ err: error, requestId }, "request failed");
  return new ApiError(500, `Something went wrong here. Quote request ${requestId} when you report it.`);
}
