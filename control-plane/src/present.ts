import { toRfc3339 } from "./clock.ts";
import type { IdentifiedRow, OwnedRow, Page } from "./collection.ts";
import type { Call, UriMaker } from "./http/route.ts";

/** The fields that every resource answers with. `path` is the collection's. */
export function presentHead(row: OwnedRow, path: string, uri: UriMaker) {
  return {
    id: row.id,
    uri: uri(path, row.id),
    createdAt: toRfc3339(row.created_at),
    updatedAt: toRfc3339(row.updated_at),
    createdBy: { id: row.created_by, uri: uri("/api-keys", row.created_by) },
    lastUpdatedBy: { id: row.updated_by, uri: uri("/api-keys", row.updated_by) },
  };
}

export function presentTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : toRfc3339(milliseconds);
}

/** Leaves out what holds no value: optional fields are absent from answers, not null. */
export function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], null> } {
  const shown: Partial<T> = {};
  // A loop, since a list of a hundred goes through here a hundred times.
  for (const name of Object.keys(fields) as (keyof T)[]) {
    if (fields[name] !== null && fields[name] !== undefined) shown[name] = fields[name];
  }
  return shown as { [K in keyof T]: Exclude<T[K], null> };
}

/** Cuts the extra row off a page and makes the link to the next one. */
export function presentPage<Row extends IdentifiedRow, Item>(
  rows: Row[],
  call: Call<unknown, Page>,
  item: (row: Row) => Item,
): { items: Item[]; uri: string; nextPageUri: string | null } {
  const { limit } = call.query;
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  let nextPageUri: string | null = null;
  if (rows.length > limit && last) {
    const next = new URL(call.requestUri);
    next.searchParams.set("beforeId", last.id);
    next.searchParams.set("limit", String(limit));
    nextPageUri = next.toString();
  }
  return { items: shown.map(item), uri: call.requestUri, nextPageUri };
}
