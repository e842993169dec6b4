import pg from "pg";
import type { Logger } from "pino";
import { CHANNEL } from "./announce-change.ts";
import type { ChangeFeed } from "./change-feed.ts";
import { createLiveness } from "./liveness.ts";

/** How often the connection is asked whether it is still there: a dead one does not say so itself. */
const HEARTBEAT_INTERVAL_MS = 200;
const HEARTBEAT_TIMEOUT_MS = 2_000;
const RECONNECT_DELAY_MS = 500;

export interface PostgresFeedOptions {
  url: string;
  log: Logger;
  onChange(accountId: string | undefined): void;
}

/** Listens on a connection of its own. */
export function createPostgresFeed({ url, log, onChange }: PostgresFeedOptions): ChangeFeed {
  const liveness = createLiveness();
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;
  let wasLost = false;

  async function connect(): Promise<void> {
    const connecting = new pg.Client({
      connectionString: url,
      application_name: "aigateway changes",
      connectionTimeoutMillis: HEARTBEAT_TIMEOUT_MS,
      query_timeout: HEARTBEAT_TIMEOUT_MS,
    });
    client = connecting;
    connecting.on("error", () => undefined); // the heart-beat meets it, too
    connecting.on("notification", ({ payload }) => onChange(payload));
    await connecting.connect();
    await connecting.query(`LISTEN ${CHANNEL}`);
    // What was changed before this moment, nobody has told.
    onChange(undefined);
    if (wasLost) log.info("changes of other processes are heard again");
    wasLost = false;
    while (!isClosed) {
      const asked = performance.now();
      const { rows } = await connecting.query("SELECT pg_listening_channels() AS channel");
      // Through a pooler that shares out connections, what is listened on is somebody else's soon.
      if (!rows.some(({ channel }) => channel === CHANNEL))
        throw new Error("The connection does not listen.");
      liveness.sign(asked);
      await pause(HEARTBEAT_INTERVAL_MS);
    }
  }

  async function listen(): Promise<void> {
    while (!isClosed) {
      await connect().catch((error) => {
        if (isClosed) return;
        if (!wasLost)
          log.warn({ err: error }, "changes of other processes can't be heard; caches live shorter");
        wasLost = true;
      });
      const lost = client;
      client = undefined;
      // Not awaited: a dead connection does not end in time.
      lost?.end().catch(() => undefined);
      if (!isClosed) await pause(RECONNECT_DELAY_MS);
    }
  }

  let wake: (() => void) | undefined;
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, ms);
    });
  }

  const listening = listen();
  return {
    isLive: liveness.isLive,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      wake?.();
      await client?.end().catch(() => undefined);
      await listening;
    },
  };
}
