import type { TestGateway } from "../../support/gateway.ts";

/** Reads what a test's own requests have left in the ledger. */
export interface LedgerReader {
  /** From now on: what came before is not this test's. */
  mark(): void;
  /** The events since the mark, oldest first, once there are so many. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  events(count: number): Promise<any[]>;
  /** The event of the only request since the mark. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  event(): Promise<any>;
}

const PATIENCE_MS = 5000;
const POLL_MS = 20;

export function createLedgerReader(gateway: TestGateway): LedgerReader {
  let since = new Date(0).toISOString();

  async function read() {
    const query = `startTime=${since}&includeRetries=true&limit=100`;
    const { body } = await gateway.service.api("GET", `/usage?${query}`);
    return body.aiGatewayUsage.reverse();
  }

  async function events(count: number) {
    const giveUp = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = await read();
      if (found.length >= count) return found;
      if (Date.now() > giveUp) throw new Error(`The ledger has ${found.length} events and not ${count}.`);
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  return {
    mark() {
      // What was recorded in this very millisecond is not this test's.
      const now = Date.now();
      while (Date.now() === now);
      since = new Date().toISOString();
    },
    events,
    async event() {
      const found = await events(1);
      if (found.length > 1) throw new Error(`The ledger has ${found.length} events and not one.`);
      return found[0];
    },
  };
}
