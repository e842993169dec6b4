import type { Middleware } from "koa";
import proxyAddress from "proxy-addr";

/**
 * Sets `ctx.state.remoteAddress`: the peer's address, or what `X-Forwarded-For` says when the peer is one of the trusted
 * proxies. Anybody else could write what they like into that header.
 */
export function clientAddress(trustedProxies: readonly string[]): Middleware {
  const isTrusted = proxyAddress.compile([...trustedProxies]);
  return (ctx, next) => {
    ctx.state.remoteAddress = proxyAddress(ctx.req, isTrusted) ?? "";
    return next();
  };
}
