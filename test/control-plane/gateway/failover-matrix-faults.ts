import type { Fault } from "../../support/simulated-provider/index.ts";
import type { SurfaceName } from "./failover-matrix-surfaces.ts";

export type Mode = "JSON" | "SSE";

/** What the contract has happen after a fault. */
export type Effect =
  /** The upstream refused, and another key may be taken: the next candidate is tried. */
  | "refused key"
  /** The request itself was refused: the next model is tried. */
  | "refused request"
  /** There is no answer that could be passed on: the next candidate is tried. */
  | "no answer"
  /** Something has gone to the client already: the stream ends with an error event. */
  | "cut"
  /** It is no fault. */
  | "harmless";

/** A row of the matrix. */
export interface MatrixFault {
  name: string;
  effect: Effect;
  modes: readonly Mode[];
  /** What the upstream does, given how many parts of a stream are in the middle of it; undefined: nobody listens. */
  fault: ((middle: number) => Fault) | undefined;
  /** What the ledger holds of a try that ends so. */
  statusCode: number;
  timedOut: boolean;
  /** Waits for a time-out: these are put together, so that only they have short ones. */
  hangs: boolean;
  /** A cut after the last piece of text. */
  deliversAll?: boolean;
  /** Where it is not worth its time, or not to be had, on all surfaces. */
  surfaces?: readonly SurfaceName[];
}

const BOTH: readonly Mode[] = ["JSON", "SSE"];
const row = (
  name: string,
  effect: Effect,
  modes: readonly Mode[],
  fault: MatrixFault["fault"],
  more: Partial<MatrixFault> = {},
): MatrixFault => ({ name, effect, modes, fault, statusCode: 200, timedOut: false, hangs: false, ...more });
const hanging = { timedOut: true, hangs: true };
const status = (effect: Effect) => (statusCode: number) =>
  row(`status ${statusCode}`, effect, BOTH, () => ({ kind: "status", status: statusCode }), { statusCode });

export const FAULTS: readonly MatrixFault[] = [
  ...[401, 403, 408, 409, 429, 500, 502, 503, 504, 529].map(status("refused key")),
  ...[400, 404, 413, 422].map(status("refused request")),
  row("a refused connection", "no answer", BOTH, undefined, { statusCode: 0 }),
  row("a close before the headers", "no answer", BOTH, () => ({ kind: "close-before-headers" }), {
    statusCode: 0,
  }),
  row("silence before the headers", "no answer", BOTH, () => ({ kind: "hang-before-headers" }), {
    ...hanging,
    statusCode: 0,
  }),
  row("a body that is not JSON", "no answer", BOTH, () => ({ kind: "garbage-body" })),
  row("a page of HTML", "no answer", BOTH, () => ({ kind: "garbage-body", contentType: "text/html" })),
  row("a compressed answer", "no answer", BOTH, () => ({ kind: "compressed-body" })),
  // If it were followed, another request would arrive.
  row("a redirect", "no answer", BOTH, () => ({ kind: "redirect", location: "/v1/elsewhere" }), {
    statusCode: 307,
  }),
  row("a close half-way", "no answer", ["JSON"], () => ({ kind: "close-mid-stream" })),
  row("silence half-way", "no answer", ["JSON"], () => ({ kind: "hang-mid-stream" }), hanging),
  row("a body without an end", "no answer", ["JSON"], () => ({ kind: "endless-part" }), {
    surfaces: ["chat-completions"],
  }),
  row("a close before the first event", "no answer", ["SSE"], () => ({ kind: "close-mid-stream", after: 0 })),
  row(
    "silence before the first event",
    "no answer",
    ["SSE"],
    () => ({ kind: "hang-mid-stream", after: 0 }),
    hanging,
  ),
  row("an error as the first event", "no answer", ["SSE"], () => ({ kind: "error-mid-stream", after: 0 })),
  row("garbage as the first event", "no answer", ["SSE"], () => ({ kind: "garbage-stream", after: 0 })),
  row("half of the first event", "no answer", ["SSE"], () => ({
    kind: "half-event",
    after: 0,
    ending: "end",
  })),
  row("heart-beats and no event", "no answer", ["SSE"], () => ({ kind: "heart-beats", after: 0 })),
  row("a first event without an end", "no answer", ["SSE"], () => ({ kind: "endless-part", after: 0 }), {
    surfaces: ["messages"],
  }),
  row("a close mid-stream", "cut", ["SSE"], (after) => ({ kind: "close-mid-stream", after })),
  row("silence mid-stream", "cut", ["SSE"], (after) => ({ kind: "hang-mid-stream", after }), hanging),
  row("an error event mid-stream", "cut", ["SSE"], (after) => ({ kind: "error-mid-stream", after })),
  row("garbage mid-stream and an end", "cut", ["SSE"], (after) => ({ kind: "garbage-stream", after })),
  row("half an event and an end", "cut", ["SSE"], (after) => ({ kind: "half-event", after, ending: "end" })),
  row("half an event and a close", "cut", ["SSE"], (after) => ({
    kind: "half-event",
    after,
    ending: "close",
  })),
  row("an event without an end", "cut", ["SSE"], (after) => ({ kind: "endless-part", after }), {
    surfaces: ["chat-completions"],
  }),
  // A response's last event is all that tells how it ended: without it the stream is cut.
  row("no mark of the end", "harmless", ["SSE"], () => ({ kind: "missing-end" }), {
    surfaces: ["chat-completions", "completions", "messages"],
  }),
  row("no last event", "cut", ["SSE"], () => ({ kind: "missing-end" }), {
    surfaces: ["responses"],
    deliversAll: true,
  }),
  row("heart-beats", "harmless", ["SSE"], () => ({ kind: "heart-beats" })),
];
