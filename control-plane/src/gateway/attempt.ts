import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { HangUp } from "./hang-up.ts";
import { answered, describeError, faultOf, isEventStream } from "./read-answer.ts";
import { EventSplitter, MAX_EVENT_BYTES } from "./sse.ts";
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
  | { kind: "failed"; status: number; timedOut: boolean; totalTimeOver?: true; reason: string };

export interface AttemptOptions {
  dispatcher: Dispatcher;
  request: UpstreamRequest;
  /** Until the headers, and then between two pieces of a body. */
  timeoutMs: number;
  /** No longer than this in all, until the first piece of an answer can go to the client. */
  deadlineMs: number;
  hangUp: HangUp;
}

const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** Sends a request to an upstream once. Never rejects. */
export function attempt(options: AttemptOptions): Promise<Attempt> {
  return new Promise((resolve) => {
    const running = new RunningAttempt(options, resolve);
    const { origin, path, headers, body } = options.request;
    try {
      options.dispatcher.dispatch({ origin, path, headers, body, method: "POST" }, running);
    } catch (error) {
      running.fail(describeError(error));
    }
  });
}

/** A class, not closures: one is made for each try of each request. */
class RunningAttempt implements Dispatcher.DispatchHandler {
  readonly #timeoutMs: number;
  readonly #hangUp: HangUp;
  readonly #resolve: (outcome: Attempt) => void;
  readonly #timer: NodeJS.Timeout;
  readonly #deadline: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #controller: Dispatcher.DispatchController | undefined;
  #splitter: EventSplitter | undefined;
  #stream: UpstreamStream | undefined;
  #length = 0;
  #settled = false;

  constructor({ timeoutMs, deadlineMs, hangUp }: AttemptOptions, resolve: (outcome: Attempt) => void) {
    this.#timeoutMs = timeoutMs;
    this.#hangUp = hangUp;
    this.#resolve = resolve;
    this.#timer = setTimeout(() => this.#onTimeout(), timeoutMs);
    this.#deadline = setTimeout(() => this.#onDeadline(), Math.max(deadlineMs, 0));
    hangUp.onAbort = () => this.fail("the client hung up");
  }

  onRequestStart(started: Dispatcher.DispatchController): void {
    this.#controller = started;
    // Given up while it waited for a connection: it must not be sent, for the next candidate has its turn already.
    if (this.#settled || this.#hangUp.aborted) started.abort(new Error("the attempt is over"));
  }

  onResponseStart(_: unknown, statusCode: number, headers: IncomingHttpHeaders): void {
    this.#status = statusCode;
    this.#headers = headers;
    this.#timer.refresh();
    const encoding = headers["content-encoding"] ?? "identity";
    if (statusCode >= 300 && statusCode < 400) {
      this.fail(`it answered ${statusCode}, and redirects are not followed`);
    } else if (encoding !== "identity") {
      // Not which one: a header that the upstream writes may quote the credential, and the reason goes to the log.
      this.fail("it answered in an encoding that was not asked for");
    } else if (statusCode < 300 && isEventStream(headers)) {
      this.#splitter = new EventSplitter();
    }
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#timer.refresh();
    if (this.#stream) {
      this.#stream.push(chunk);
      return;
    }
    this.#length += chunk.length;
    if (this.#splitter) {
      this.#splitter.push(chunk);
      this.#tryHandOver(this.#splitter);
      return;
    }
    this.#chunks.push(chunk);
    if (this.#length > MAX_BODY_BYTES) this.fail(`its answer has more than ${MAX_BODY_BYTES} bytes`);
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer);
    if (this.#stream) {
      this.#stream.end();
    } else if (this.#splitter) {
      this.fail("its stream ended before it began");
    } else {
      const [only] = this.#chunks;
      const bytes = only && this.#chunks.length === 1 ? only : Buffer.concat(this.#chunks);
      this.#settle(answered(this.#status, this.#headers, bytes));
    }
  }

  onResponseError(_: unknown, error: Error): void {
    clearTimeout(this.#timer);
    this.fail(describeError(error));
  }

  fail(reason: string, timedOut = false): void {
    if (this.#stream) {
      this.#stream.fail(timedOut ? `nothing came for ${this.#timeoutMs} ms` : reason, timedOut);
    } else {
      this.#settle({ kind: "failed", status: this.#status, timedOut, reason });
    }
    this.#controller?.abort(new Error(reason));
  }

  #onTimeout(): void {
    // While the client can't take more, the upstream is not to blame for the wait.
    if (this.#controller?.paused) this.#timer.refresh();
    else this.fail(`no answer within ${this.#timeoutMs} ms`, true);
  }

  #onDeadline(): void {
    const reason = "the total time is over";
    this.#settle({ kind: "failed", status: this.#status, timedOut: true, totalTimeOver: true, reason });
    this.#controller?.abort(new Error(reason));
  }

  /** The events before the first one with data, and whether that one starts a stream that can be passed on. */
  #tryHandOver(splitter: EventSplitter): void {
    const first = splitter.peekData();
    if (first === undefined) {
      if (this.#length > MAX_EVENT_BYTES) this.fail("it sent something else than server-sent events");
      return;
    }
    const reason = faultOf(first);
    if (reason) {
      this.fail(reason);
      return;
    }
    const controller = this.#controller as Dispatcher.DispatchController;
    this.#stream = new UpstreamStream(controller, this.#timer, splitter);
    this.#settle({ kind: "stream", status: this.#status, headers: this.#headers, stream: this.#stream });
  }

  #settle(outcome: Attempt): void {
    if (this.#settled) return;
    this.#settled = true;
    clearTimeout(this.#deadline);
    if (outcome.kind !== "stream") clearTimeout(this.#timer);
    this.#hangUp.onAbort = undefined;
    this.#resolve(outcome);
  }
}
