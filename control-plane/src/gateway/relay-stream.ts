import type { ServerResponse } from "node:http";
import { endResponse } from "./end-response.ts";
import { GatewayError } from "./gateway-error.ts";
import { watchHangUp } from "./hang-up.ts";
import { dataOf, isErrorEvent } from "./sse.ts";
import type { Completion, Surface } from "./surfaces/surface.ts";
import { isObject } from "./surfaces/values.ts";
import type { AttemptTrace } from "./tracing.ts";
import type { UpstreamStream } from "./upstream-stream.ts";

/** Some upstreams send a little more, and end properly: then their connection is good for the next request. */
const MAX_PIECES_AFTER_END = 10;

export interface RelayedStream {
  completion: Completion;
  /** Why it ended early, if it did. */
  cut?: { by: "client" } | { by: "upstream"; reason: string; timedOut: boolean };
}

export interface RelayOptions {
  surface: Surface;
  requestId: string;
  stream: UpstreamStream;
  response: ServerResponse;
  /** The client did not ask for the usage chunk: it is kept back. */
  usageAdded: boolean;
  clientStallMs: number;
  /** Takes credentials out of an error event, as of any error of an upstream. */
  redact(event: Buffer): Buffer;
  trace?: AttemptTrace | undefined;
  /** Awaited before the last byte goes out, so that what a client has in full is in the ledger. */
  record(relayed: RelayedStream): Promise<void>;
}

/** Passes a stream on, event by event in the upstream's own bytes, no faster than the client takes it. */
export function relayStream(options: RelayOptions): Promise<void> {
  const { surface, requestId, stream, response, usageAdded, clientStallMs, redact, trace, record } = options;
  const meter = surface.createMeter();
  const { completion } = meter;
  let pending: Buffer[] = [];
  let finished = false;
  let piecesAfterEnd = 0;
  const hangUp = watchHangUp(response);

  return new Promise((resolve, reject) => {
    function finish(cut: RelayedStream["cut"], lastBytes?: Buffer | string): void {
      if (finished) return;
      finished = true;
      hangUp.stop();
      flush();
      record(cut ? { completion, cut } : { completion })
        .then(() => {
          if (!response.destroyed) endResponse(response, lastBytes, clientStallMs);
        })
        .then(resolve, reject);
    }

    function flush(): void {
      if (pending.length === 0 || response.destroyed) return;
      const bytes = pending.length === 1 ? (pending[0] as Buffer) : Buffer.concat(pending);
      pending = [];
      // At the end there is nothing left to hold back, and a response that has ended tells of no more room.
      if (response.write(bytes) || finished) return;
      stream.pause();
      response.setTimeout(clientStallMs); // Node closes the connection then, unless some of it is taken
    }

    response.on("drain", () => {
      response.setTimeout(0);
      stream.resume();
    });
    hangUp.onAbort = () => {
      stream.abort("the client hung up");
      finish({ by: "client" });
    };
    // It may have gone while the first event was on its way.
    if (hangUp.aborted) return hangUp.onAbort();

    stream.listen({
      onEvent(event) {
        if (finished) return;
        if (meter.skim?.(event)) {
          pending.push(event);
          return;
        }
        const data = dataOf(event);
        if (data === "[DONE]") return finish(undefined, event);
        const chunk = data === undefined ? undefined : parse(data);
        if (chunk && isErrorEvent(chunk)) {
          // The upstream's own words are the stream's error event.
          return finish(
            { by: "upstream", reason: "its stream told of an error", timedOut: false },
            redact(event),
          );
        }
        if (chunk) trace?.observe(chunk);
        const observed = chunk === undefined ? "content" : meter.observe(chunk);
        if (observed === "last") return finish(undefined, event);
        if (!(observed === "usage" && usageAdded)) pending.push(event);
      },
      onPause() {
        flush();
        if (finished && ++piecesAfterEnd > MAX_PIECES_AFTER_END) stream.abort("it goes on after its end");
      },
      onEnd(fault) {
        // Some upstreams leave out [DONE]: having stopped for a reason is as good an end.
        if (!fault && completion.stopReason !== "") return finish(undefined);
        const { reason, timedOut } = fault ?? { reason: "its stream ended too early", timedOut: false };
        const error = new GatewayError(3800, `The upstream broke off: ${reason}.`);
        finish({ by: "upstream", reason, timedOut }, surface.format.errorEvent(error, requestId));
      },
    });
  });
}

function parse(data: string): Record<string, unknown> | undefined {
  try {
    const chunk: unknown = JSON.parse(data);
    return isObject(chunk) ? chunk : undefined;
  } catch {
    return undefined; // the client's parser will say what it thinks of it
  }
}
