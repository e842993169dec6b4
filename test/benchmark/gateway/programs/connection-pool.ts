import { ClientConnection } from "./client-connection.ts";

/** Shorter than the time after which Node's servers close a connection: that would meet the next request on it. */
const MAX_IDLE_MS = 2_000;

/** Kept connections to one server, as many as are needed at the same time. */
export class ConnectionPool {
  readonly #host: string;
  readonly #port: number;
  /** The one that was used last is at the end. */
  #idle: { connection: ClientConnection; since: number }[] = [];

  constructor(url: string) {
    const { hostname, port } = new URL(url);
    this.#host = hostname;
    this.#port = Number(port);
  }

  async take(): Promise<ClientConnection> {
    const kept = this.#idle.pop();
    if (kept && performance.now() - kept.since < MAX_IDLE_MS) return kept.connection;
    kept?.connection.close();
    this.close(); // all others have been idle for longer
    const made = new ClientConnection(this.#host, this.#port);
    await made.opened();
    return made;
  }

  giveBack(connection: ClientConnection): void {
    this.#idle.push({ connection, since: performance.now() });
  }

  /** Closes what is not in use. */
  close(): void {
    for (const { connection } of this.#idle) connection.close();
    this.#idle = [];
  }
}
