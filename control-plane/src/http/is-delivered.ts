import type { ServerResponse } from "node:http";

/**
 * Whether all of a response went out to its client: to be asked when it closes. What waits to be sent when a connection
 * breaks counts as written to Node, but then the connection is gone at that moment.
 */
export function isDelivered(response: ServerResponse): boolean {
  return response.writableFinished && !response.req.socket.destroyed;
}
