import type { Logger } from "pino";
import type { Database } from "../database.ts";
import type { ChangeFeed } from "./change-feed.ts";
import { createLiveness } from "./liveness.ts";

const POLL_INTERVAL_MS = 100;

export interface SqliteFeedOptions {
  db: Database;
  log: Logger;
  onChange(accountId: string | undefined): void;
}

/**
 * Asks SQLite every tenth of a second whether another connection has committed anything, and if so, the audit trail
 * whose it was: every change of what the gateway keeps in memory has its event there, in the same transaction.
 */
export function createSqliteFeed({ db, log, onChange }: SqliteFeedOptions): ChangeFeed {
  const liveness = createLiveness();
  let version: number | undefined;
  let lastRow = 0;
  let polling: Promise<void> | undefined;
  let wasLost = false;

  async function poll(): Promise<void> {
    const asked = performance.now();
    const [{ data_version }] = await db.raw("PRAGMA data_version");
    if (version === undefined) await begin();
    else if (data_version !== version) await tell();
    version = data_version;
    liveness.sign(asked);
    if (wasLost) log.info("changes of other processes are seen again");
    wasLost = false;
  }

  async function begin(): Promise<void> {
    const [{ last }] = await db.raw("SELECT coalesce(max(rowid), 0) AS last FROM audit_events");
    lastRow = last;
    // What was changed before the first look may be in memory already.
    onChange(undefined);
  }

  async function tell(): Promise<void> {
    const rows: { number: number; account_id: string }[] = await db.raw(
      "SELECT rowid AS number, account_id FROM audit_events WHERE rowid > ? ORDER BY rowid",
      [lastRow],
    );
    for (const { number, account_id } of rows) {
      lastRow = number;
      onChange(account_id);
    }
  }

  const timer = setInterval(() => {
    polling ??= poll()
      .catch((error) => {
        if (!wasLost)
          log.warn({ err: error }, "changes of other processes can't be seen; caches live shorter");
        wasLost = true;
      })
      .finally(() => {
        polling = undefined;
      });
  }, POLL_INTERVAL_MS);

  return {
    isLive: liveness.isLive,
    async close() {
      clearInterval(timer);
      await polling;
    },
  };
}
