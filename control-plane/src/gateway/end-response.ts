import type { ServerResponse } from "node:http";

/** Ends a response. A client that takes nothing of what is left for so long is let go of: Node closes the connection. */
export function endResponse(
  response: ServerResponse,
  lastBytes: Buffer | string | undefined,
  clientStallMs: number,
): void {
  response.end(lastBytes);
  // Not `writableNeedDrain`, which is false for all that has ended.
  if (response.writableLength > 0) response.setTimeout(clientStallMs);
}
