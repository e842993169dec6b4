import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import { createEventSplitter, isErrorEvent, MAX_EVENT_BYTES } from "./sse.ts";
import { isObject } from "./surfaces/values.ts";
import type { UpstreamRequest } from "./upstream-request.ts";
import { UpstreamStream } from "./upstream-stream.ts";

/** What became of one try at an upstream. */
export type Attempt =
  | {
      kind: "json";
      status: number;
      headers: IncomingHttpHeaders;
      bytes: Buffer;
      body: Record<string, unknown>;
    }
  /** Its first event has arrived and is what it should be. */
  | { kind: "stream"; status: number; headers: IncomingHttpHeaders; stream: UpstreamStream }
  /** The upstream answered with an error. */
  | { kind: "refused"; status: number; headers: IncomingHttpHeaders; bytes: Buffer }
  /** There is no answer to pass on. `status` is 0 when not even headers came. */
  | { kind: "failed"; status: number; timedOut: boolean; reason: string };

export interface AttemptOptions {
  dispatcher: Dispatcher;
  request: UpstreamRequest;
  /** Until the headers, and then between two pieces of a body. */
  timeoutMs: number;
  /** No longer than this in all, until the first piece of an answer can go to the client. */
  deadlineMs: number;
  /** The client has hung up. */
  signal: AbortSignal;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Sends a request to an upstream once. Never rejects. */
export function attempt(options: AttemptOptions): Promise<Attempt> {
  const { dispatcher, request, timeoutMs, deadlineMs, signal } = options;
  return new Promise((resolve) => {
    let status = 0;
    let headers: IncomingHttpHeaders = {};
    let controller: Dispatcher.DispatchController | undefined;
    let stream: UpstreamStream | undefined;
    const chunks: Buffer[] = [];
    let length = 0;
    let settled = false;
    const splitter = createEventSplitter();

    const timer = setTimeout(() => {
      // While the client can't take more, the upstream is not to blame for the wait.
      if (controller?.paused) timer.refresh();
      else fail(`no answer within ${timeoutMs} ms`, true);
    }, timeoutMs);
    const deadline = setTimeout(() => fail("the total time is over", true), Math.max(deadlineMs, 0));
    const onAbort = () => fail("the client hung up");
    signal.addEventListener("abort", onAbort);

    function settle(outcome: Attempt): void {
      settled = true;
      clearTimeout(deadline);
      if (outcome.kind !== "stream") clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      resolve(outcome);
    }

    function fail(reason: string, timedOut = false): void {
      if (stream) {
        stream.fail(timedOut ? `nothing came for ${timeoutMs} ms` : reason, timedOut);
      } else {
        settle({ kind: "failed", status, timedOut, reason });
      }
      controller?.abort(new Error(reason));
    }

    /** The events before the first one with data, and whether that one starts a stream that can be passed on. */
    function tryHandOver(): void {
      const first = splitter.peekData();
      if (first === undefined) {
        if (length > MAX_EVENT_BYTES) fail("it sent something else than server-sent events");
        return;
      }
      const reason = faultOf(first);
      if (reason) fail(reason);
      else handOver();
    }

    function handOver(): void {
      stream = new UpstreamStream(controller as Dispatcher.DispatchController, timer, splitter);
      settle({ kind: "stream", status, headers, stream });
    }

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        // Given up while it waited for a connection: it must not be sent, for the next candidate has its turn already.
        if (settled || signal.aborted) started.abort(new Error("the attempt is over"));
      },
      onResponseStart(_, statusCode, responseHeaders) {
        status = statusCode;
        headers = responseHeaders;
        timer.refresh();
        if (status >= 300 && status < 400) fail(`it answered ${status}, and redirects are not followed`);
        else if ((headers["content-encoding"] ?? "identity") !== "identity") {
          fail(`it answered in the encoding ${headers["content-encoding"]}, which was not asked for`);
        }
      },
      onResponseData(_, chunk) {
        timer.refresh();
        if (stream) return stream.push(chunk);
        length += chunk.length;
        if (status < 300 && isEventStream(headers)) {
          splitter.push(chunk);
          return tryHandOver();
        }
        chunks.push(chunk);
        if (length > MAX_BODY_BYTES) fail(`its answer has more than ${MAX_BODY_BYTES} bytes`);
      },
      onResponseEnd() {
        clearTimeout(timer);
        if (stream) return stream.end();
        if (status < 300 && isEventStream(headers)) return fail("its stream ended before it began");
        settle(answered(status, headers, Buffer.concat(chunks)));
      },
      onResponseError(_, error) {
        clearTimeout(timer);
        fail(describe(error));
      },
    };
    try {
      dispatcher.dispatch({ ...request, method: "POST" }, handler);
    } catch (error) {
      fail(describe(error));
    }
  });
}

function answered(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Attempt {
  if (status >= 300) return { kind: "refused", status, headers, bytes };
  try {
    const body: unknown = JSON.parse(bytes.toString("utf8"));
    if (isObject(body)) return { kind: "json", status, headers, bytes, body };
  } catch {
    // Said below.
  }
  return { kind: "failed", status, timedOut: false, reason: "its answer is not a JSON object" };
}

function isEventStream(headers: IncomingHttpHeaders): boolean {
  return /^text\/event-stream\b/i.test(headers["content-type"] ?? "");
}

/** Why a stream that starts with this data is not worth starting. */
function faultOf(data: string): string | undefined {
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
function describe(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === "UND_ERR_SOCKET" || code === "ECONNRESET") return "the connection was closed";
  if (code === "UND_ERR_CONNECT_TIMEOUT") return "the connection could not be made in time";
  return message || code || "the connection failed";
}
