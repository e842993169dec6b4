import type { IncomingHttpHeaders } from "node:http";
import type { Attempt } from "./attempt.ts";
import { isErrorEvent } from "./sse.ts";
import { isObject } from "./surfaces/values.ts";

/** What an answer in one piece is. */
export function answered(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Attempt {
  if (status >= 300) return { kind: "refused", status, headers, bytes };
  try {
    const body: unknown = JSON.parse(bytes.toString("utf8"));
    if (isObject(body)) {
      // A response that failed is an answer of its own kind; an error without anything around it is none.
      if (!isErrorEvent(body) || body.object !== undefined)
        return { kind: "json", status, headers, bytes, body };
      return {
        kind: "failed",
        status,
        timedOut: false,
        reason: "its answer is an error, with a status of success",
      };
    }
  } catch {
    // Said below.
  }
  return { kind: "failed", status, timedOut: false, reason: "its answer is not a JSON object" };
}

export function isEventStream(headers: IncomingHttpHeaders): boolean {
  return /^text\/event-stream\b/i.test(headers["content-type"] ?? "");
}

/** Why a stream that starts with this data is not worth starting; undefined: it is. */
export function faultOf(data: string): string | undefined {
  if (data === "[DONE]") return undefined;
  try {
    const event: unknown = JSON.parse(data);
    if (!isObject(event)) return "its stream holds something else than JSON objects";
    return isErrorEvent(event) ? "its stream began with an error" : undefined;
  } catch {
    return "its stream holds something else than JSON";
  }
}

/** Connection errors by their code and address; they hold no secret. */
export function describeError(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "UND_ERR_SOCKET" || code === "ECONNRESET") return "the connection was closed";
  if (code === "UND_ERR_CONNECT_TIMEOUT") return "the connection could not be made in time";
  return message || code || "the connection failed";
}
