import type { ServerResponse } from "node:http";

/** Whether the client is still there. An AbortSignal by its meaning, at a tenth of the cost for each request. */
export interface HangUp {
  readonly aborted: boolean;
  /** Called when the client hangs up; one listener at a time, undefined for none. */
  onAbort: (() => void) | undefined;
}

/** Watches a response until `stop` is called. */
export function watchHangUp(response: ServerResponse): HangUp & { stop(): void } {
  const hangUp = {
    aborted: response.destroyed,
    onAbort: undefined as (() => void) | undefined,
    stop: () => void response.off("close", onClose),
  };
  function onClose(): void {
    hangUp.aborted = true;
    hangUp.onAbort?.();
  }
  response.once("close", onClose);
  return hangUp;
}
