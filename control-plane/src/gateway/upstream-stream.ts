import type { Dispatcher } from "undici";
import { dataOf, type EventSplitter, MAX_EVENT_BYTES } from "./sse.ts";

const BLANK_LINE = Buffer.from("\n\n");

export interface StreamListener {
  /** A whole event, as the upstream sent it. */
  onEvent(event: Buffer): void;
  /** A piece has been handled: what it brought can be flushed. */
  onPause(): void;
  /** `fault` when it did not end by itself. */
  onEnd(fault?: { reason: string; timedOut: boolean }): void;
}

/** The stream of an upstream after its first event has come; nothing flows until somebody listens. */
export class UpstreamStream {
  readonly #controller: Dispatcher.DispatchController;
  readonly #timer: NodeJS.Timeout;
  readonly #splitter: EventSplitter;
  #listener: StreamListener | undefined;
  #ended: { fault?: { reason: string; timedOut: boolean } } | undefined;

  constructor(controller: Dispatcher.DispatchController, timer: NodeJS.Timeout, splitter: EventSplitter) {
    this.#controller = controller;
    this.#timer = timer;
    this.#splitter = splitter;
  }

  listen(listener: StreamListener): void {
    this.#listener = listener;
    this.#deliver();
    if (this.#ended) this.#finish();
  }

  /** The client can't take more now. */
  pause(): void {
    this.#controller.pause();
  }

  resume(): void {
    this.#timer.refresh();
    this.#controller.resume();
  }

  /** Ends it from this side; the listener hears nothing more. */
  abort(reason: string): void {
    clearTimeout(this.#timer);
    this.#listener = undefined;
    this.#controller.abort(new Error(reason));
  }

  push(chunk: Buffer): void {
    this.#splitter.push(chunk);
    this.#deliver();
    if (this.#splitter.size > MAX_EVENT_BYTES) {
      this.fail(`it sent an event of more than ${MAX_EVENT_BYTES} bytes`, false);
      this.#controller.abort(new Error("an event was too large"));
    }
  }

  end(): void {
    this.#ended ??= {};
    this.#finish();
  }

  fail(reason: string, timedOut: boolean): void {
    this.#ended ??= { fault: { reason, timedOut } };
    this.#finish();
  }

  #deliver(): void {
    const listener = this.#listener;
    if (!listener) return;
    for (let event = this.#splitter.next(); event; event = this.#splitter.next()) listener.onEvent(event);
    listener.onPause();
  }

  #finish(): void {
    const listener = this.#listener;
    if (!listener || !this.#ended) return;
    clearTimeout(this.#timer);
    this.#listener = undefined;
    const { fault } = this.#ended;
    const rest = this.#splitter.rest();
    // The end of a stream may stand for the blank line. Half an event would run into whatever the client is told next.
    if (rest.length > 0 && !fault && isWhole(rest)) listener.onEvent(Buffer.concat([rest, BLANK_LINE]));
    listener.onEnd(fault);
  }
}

function isWhole(event: Buffer): boolean {
  const data = dataOf(event);
  if (data === undefined || data === "[DONE]") return data !== undefined;
  try {
    JSON.parse(data);
    return true;
  } catch {
    return false;
  }
}
