import { gzipSync } from "node:zlib";
import type { Delivery } from "./deliver.ts";
import type { Fault } from "./faults.ts";
import { type Format, ProviderError, type StreamEvent } from "./surface.ts";

/** A comment, as some providers send them while their model thinks. */
const HEART_BEAT = ": working on it\n\n";

/** The text of an event, as the event stream format has it. */
export function eventText({ event, data }: StreamEvent): string {
  const lines = event === undefined ? "" : `event: ${event}\n`;
  return `${lines}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}

/** Changes a good delivery into the one that a fault asks for. */
export function applyFault(delivery: Delivery, fault: Fault | undefined, format: Format): Delivery {
  switch (fault?.kind) {
    case "slow":
      return {
        ...delivery,
        headersDelayMs: fault.headersMs ?? 0,
        partDelayMs: fault.partMs ?? 0,
      };
    case "hang-mid-stream":
      return { ...delivery, parts: begin(delivery, fault.after), ending: "hang" };
    case "close-mid-stream":
      return { ...delivery, parts: begin(delivery, fault.after), ending: "close" };
    case "garbage-stream": {
      const garbage = 'data: {"id": "broken, \n\ndata: \u0000\n\n';
      return { ...delivery, parts: [...begin(delivery, fault.after), garbage] };
    }
    case "compressed-body": {
      const headers = { ...withoutLength(delivery.headers), "content-encoding": "gzip" };
      return { ...delivery, headers, parts: [gzipSync(delivery.parts.join(""))] };
    }
    case "endless-part":
      return {
        ...delivery,
        headers: withoutLength(delivery.headers),
        parts: begin(delivery, fault.after),
        ending: "endless",
      };
    case "half-event": {
      const { after = 1, ending } = fault;
      const next = String(delivery.parts[after] ?? "");
      const half = next.slice(0, next.length / 2);
      return { ...delivery, parts: [...begin(delivery, after), half], ending };
    }
    case "missing-end":
      return { ...delivery, parts: delivery.parts.slice(0, -1) };
    case "heart-beats": {
      const isCut = fault.after !== undefined;
      const events = isCut ? begin(delivery, fault.after) : delivery.parts;
      const parts = [...events.flatMap((event) => [HEART_BEAT, event]), ...(isCut ? [HEART_BEAT] : [])];
      return { ...delivery, parts, ending: isCut ? "close" : "end" };
    }
    case "error-mid-stream": {
      const event = format.errorEvent(new ProviderError(500, "The simulated model stopped with an error."));
      return { ...delivery, parts: [...begin(delivery, fault.after), eventText(event)] };
    }
    default:
      return delivery;
  }
}

function withoutLength({ "content-length": _, ...headers }: Delivery["headers"]): Delivery["headers"] {
  return headers;
}

/** A stream's first events, or the first half of a body that comes in one piece. */
function begin({ parts }: Delivery, after = 1): Delivery["parts"] {
  const [only] = parts;
  const pieces =
    parts.length === 1 && only !== undefined
      ? [only.slice(0, only.length / 2), only.slice(only.length / 2)]
      : parts;
  return pieces.slice(0, after);
}
