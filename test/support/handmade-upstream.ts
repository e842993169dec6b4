import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A server that answers as a test wants it to: for what no provider would do. */
export interface HandmadeUpstream {
  url: string;
  /** Answers that have not ended. */
  open(): number;
  close(): Promise<void>;
}

/** @param answer Called when the request's body is there. */
export async function startHandmadeUpstream(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
): Promise<HandmadeUpstream> {
  let open = 0;
  const server = createServer((request, response) => {
    open++;
    response.once("close", () => open--);
    request.resume().once("end", () => answer(response, request));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => open,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
