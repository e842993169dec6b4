/** What goes wrong instead of, or in the middle of, the answer. */
export type Fault =
  /** An error status, with the body that the provider's format has for it unless another is given. */
  | {
      kind: "status";
      status: number;
      body?: unknown;
      headers?: Record<string, string>;
      /** Seconds, or an HTTP date. */
      retryAfter?: number | string;
    }
  /** Accepts the request and never answers. */
  | { kind: "hang-before-headers" }
  /** Sends this many parts of the answer (events of a stream; the halves of a JSON body), and then nothing. */
  | { kind: "hang-mid-stream"; after?: number }
  /** Cuts the connection without an answer. */
  | { kind: "close-before-headers" }
  /** Cuts the connection after this many parts. */
  | { kind: "close-mid-stream"; after?: number }
  /** 200 with a body that is not JSON; it says that it is, unless another type is given. */
  | { kind: "garbage-body"; body?: string; contentType?: string }
  /** The answer, compressed though nobody asked for it. */
  | { kind: "compressed-body" }
  /** Sends this many parts, and then one that never ends. */
  | { kind: "endless-part"; after?: number }
  /** Sends this many events and half of the next one, and then ends properly or cuts the connection. */
  | { kind: "half-event"; after?: number; ending: "end" | "close" }
  /** A whole event stream, but for the event that marks its end. */
  | { kind: "missing-end" }
  /** An event stream with a comment before each event; it is cut after this many events, if a number is given. */
  | { kind: "heart-beats"; after?: number }
  /** An event stream that begins well and whose next event is not JSON. */
  | { kind: "garbage-stream"; after?: number }
  /** An event stream that reports the provider's own error after this many events. */
  | { kind: "error-mid-stream"; after?: number }
  /** Waits before the headers, and before each part. */
  | { kind: "slow"; headersMs?: number; partMs?: number }
  /** An answer with one token of this many bytes. */
  | { kind: "huge-chunk"; bytes: number }
  | { kind: "redirect"; location: string; status?: 301 | 302 | 303 | 307 | 308 };

/** Which requests a fault is for: all that it names have to match. */
export interface FaultScope {
  /** How many requests, 1 by default. */
  times?: number;
  /** The credential with which the request comes. */
  key?: string;
  model?: string;
}

export interface FaultQueue {
  add(fault: Fault, scope?: FaultScope): void;
  /** The fault for this request, if one was programmed. Faults are taken in the order in which they were added. */
  take(request: { key: string | undefined; model: string | undefined }): Fault | undefined;
  clear(): void;
}

export function createFaultQueue(): FaultQueue {
  let queue: { fault: Fault; scope: FaultScope; left: number }[] = [];
  return {
    add(fault, scope = {}) {
      queue.push({ fault, scope, left: scope.times ?? 1 });
    },
    take({ key, model }) {
      const entry = queue.find(
        ({ scope }) =>
          (scope.key === undefined || scope.key === key) &&
          (scope.model === undefined || scope.model === model),
      );
      if (!entry) return undefined;
      entry.left -= 1;
      if (entry.left <= 0) queue = queue.filter((each) => each !== entry);
      return entry.fault;
    },
    clear() {
      queue = [];
    },
  };
}
