import type { Logger } from "pino";
import type { Exchange } from "../http/exchange.ts";
import { GatewayError } from "./gateway-error.ts";
import type { Format } from "./surfaces/format.ts";

/** Tells the client what went wrong, in the shape of its SDK; what is not meant for it goes to the log. */
export function answerError(
  { response, requestId, logged }: Exchange,
  format: Format,
  error: unknown,
  log: Logger,
): void {
  // The client is gone: nobody is left to be told, and a body that it broke off is not our fault.
  if (response.destroyed) return;
  const isKnown = error instanceof GatewayError;
  if (!isKnown || error.cause !== undefined) log.error({ err: error, requestId }, "gateway request failed");
  const fault = isKnown
    ? error
    : new GatewayError(
        "internal_error",
        `Something went wrong here. Quote request ${requestId} when you report it.`,
      );
  logged.code = fault.code;
  if (response.headersSent) return void response.destroy();
  const body = Buffer.from(JSON.stringify(format.errorBody(fault, requestId)));
  response.writeHead(fault.status, {
    ...fault.headers,
    ...(fault.status === 401 && { "www-authenticate": "Bearer" }),
    "content-type": "application/json",
    "content-length": body.length,
  });
  response.end(body);
}
