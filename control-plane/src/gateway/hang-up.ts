import type { ServerResponse } from "node:http";

/** Whether the client is still there. An AbortSignal by its meaning, at a tenth of the cost for each request. */
export interface HangUp {
  readonly aborted: boolean;
  /** Called when the client hangs up; one listener at a time, undefined for none. */
  onAbort: (() => void) | undefined;
}

/** Watches the client of a response until `stop` is called. */
export function watchHangUp(response: ServerResponse): HangUp & { stop(): void } {
  // A response that waits behind another of its connection (pipelining) has no socket yet, and is never closed.
  const { socket } = response.req;
  const hangUp = {
    aborted: response.destroyed || socket.destroyed,
    onAbort: undefined as (() => void) | undefined,
    stop() {
      response.off("close", onClose);
      socket.off("close", onClose);
    },
  };
  function onClose(): void {
    hangUp.stop();
    hangUp.aborted = true;
    hangUp.onAbort?.();
  }
  response.once("close", onClose);
  socket.once("close", onClose);
  return hangUp;
}
