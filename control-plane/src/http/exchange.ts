import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import proxyAddress from "proxy-addr";
import { maskTokens } from "../crypto/token.ts";
import { newId } from "../ids.ts";
import { isDelivered } from "./is-delivered.ts";

/** A request and its answer, with what is known of them from the start. */
export interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  method: string;
  /** Without the query. */
  path: string;
  /** The answer and the log carry it. */
  requestId: string;
  /**
   * The peer's address, or what `X-Forwarded-For` says when the peer is one of the trusted proxies. Anybody else could
   * write what they like into that header.
   */
  remoteAddress: string;
  /** By `performance.now()`. */
  started: number;
  /** More fields for its line in the log. */
  logged: Record<string, unknown>;
}

export interface ExchangeOptions {
  log: Logger;
  trustedProxies: readonly string[];
}

/** Health checks come every few seconds and say nothing. */
const SILENT = new Set(["/healthz", "/readyz", "/metrics"]);

/**
 * Makes the function that begins an exchange: it gives the request an id, and logs one line when it is over. Paths
 * only, no query and no header: those may hold secrets, and a token that was put into a path by mistake is redacted.
 */
export function createExchanges({ log, trustedProxies }: ExchangeOptions) {
  const isTrusted = proxyAddress.compile([...trustedProxies]);

  function logLine({ response, method, path, requestId, remoteAddress, started, logged }: Exchange): void {
    if (SILENT.has(path)) return;
    log.info(
      {
        requestId,
        method,
        path: maskTokens(path),
        remoteAddress,
        status: response.statusCode,
        ms: Math.round((performance.now() - started) * 10) / 10,
        ...(!isDelivered(response) && { clientClosed: true }),
        ...logged,
      },
      "request",
    );
  }

  return (request: IncomingMessage, response: ServerResponse): Exchange => {
    const exchange: Exchange = {
      request,
      response,
      method: request.method ?? "",
      path: pathOf(request.url ?? "/"),
      requestId: newId("request"),
      remoteAddress:
        trustedProxies.length === 0
          ? (request.socket.remoteAddress ?? "")
          : (proxyAddress(request, isTrusted) ?? ""),
      started: performance.now(),
      logged: {},
    };
    response.setHeader("X-Request-Id", exchange.requestId);
    response.once("close", () => logLine(exchange));
    return exchange;
  };
}

/** The path of a request's target, which proxies may send as a whole URL. */
function pathOf(target: string): string {
  if (!target.startsWith("/")) {
    try {
      return new URL(target).pathname;
    } catch {
      return target;
    }
  }
  const query = target.indexOf("?");
  return query < 0 ? target : target.slice(0, query);
}
