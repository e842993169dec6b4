import type { Server } from "node:http";
import type { Logger } from "pino";

export interface Shutdown {
  isDraining(): boolean;
  /** Stops listening and resolves when the last request is answered, or cut off at the deadline. */
  drain(): Promise<void>;
}

/** The graceful end of a server. */
export function createShutdown(options: { server: Server; log: Logger; timeoutMs: number }): Shutdown {
  const { server, log, timeoutMs } = options;
  let draining: Promise<void> | undefined;

  function drain(): Promise<void> {
    return new Promise((resolve) => {
      const deadline = setTimeout(() => {
        log.warn({ timeoutMs }, "requests were cut off: they took longer than the time for shutting down");
        server.closeAllConnections();
      }, timeoutMs);
      // Connections that become idle only now would otherwise keep the server open until they time out.
      const idle = setInterval(() => server.closeIdleConnections(), 100);
      server.close(() => {
        clearTimeout(deadline);
        clearInterval(idle);
        // Node tells of the server's end before it tells of the last connections' own, a turn of the loop later: who is
        // cut off is to hear of its client first, not of the upstream connections that are closed next.
        setImmediate(() => setImmediate(resolve));
      });
      server.closeIdleConnections();
    });
  }

  return {
    isDraining: () => draining !== undefined,
    drain() {
      draining ??= drain();
      return draining;
    },
  };
}
