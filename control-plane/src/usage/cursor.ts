import { Invalid } from "../errors.ts";
import type { UsageRow } from "../ledger/usage-event.ts";

/** Where a page of usage ends. Opaque to clients: its form may change. */
export function makeCursor(row: Pick<UsageRow, "event_time" | "id">): string {
  return Buffer.from(`${row.event_time} ${row.id}`).toString("base64url");
}

export function readCursor(cursor: string): { eventTime: number; id: string } {
  const match = /^(\d{1,15}) (\w+)$/.exec(Buffer.from(cursor, "base64url").toString());
  if (!match) throw new Invalid({ cursor: `"${cursor}" is not a cursor: take it from nextPageUri.` });
  return { eventTime: Number(match[1]), id: match[2] as string };
}
