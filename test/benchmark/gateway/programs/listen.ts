import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

/** Listens on a free port and tells the parent where; ends with the parent. */
export function listen(server: Server): void {
  server.listen({ host: "127.0.0.1", port: 0, backlog: 4096 }, () => {
    const { port } = server.address() as AddressInfo;
    process.send?.({ url: `http://127.0.0.1:${port}` });
  });
  process.once("disconnect", () => process.exit());
}
