import { createServer, request as sendOn } from "node:http";
import type { AddressInfo } from "node:net";

/** Stands between a client and a gateway, and lets something happen while a request is on its way. */
export interface PausingProxy {
  url: string;
  /** The statuses of the answers since the last look, in their order. */
  statuses(): number[];
  /** Does something before each request goes on; it is told how many there were before this one, since it was set. */
  before(work: (index: number) => Promise<void> | void): void;
  close(): Promise<void>;
}

export async function startPausingProxy(target: string): Promise<PausingProxy> {
  const statuses: number[] = [];
  let index = 0;
  let before: (index: number) => Promise<void> | void = () => {};
  const server = createServer(async (request, response) => {
    await before(index++);
    const { method, url, headers } = request;
    const onward = sendOn(target + url, { method, headers }, (answer) => {
      statuses.push(answer.statusCode ?? 0);
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward.on("error", () => response.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statuses: () => statuses.splice(0),
    before(work) {
      index = 0;
      before = work;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
