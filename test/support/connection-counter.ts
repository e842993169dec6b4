import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

/** Something that listens where nobody may connect to. */
export interface ConnectionCounter {
  port: number;
  /** Connections so far, whatever was sent through them. */
  connections(): number;
  close(): Promise<void>;
}

/** Listens at an address, and counts who connects; it answers nobody. */
export async function startConnectionCounter(host: string, port = 0): Promise<ConnectionCounter> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on("error", () => {})));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => sockets.length,
    close() {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
