import { isDeepStrictEqual } from "node:util";

/**
 * The API's write form of a resource with every field that the resource manages, null where it has no value. An update
 * is the difference between the form of the state and that of the plan: what doesn't change isn't sent, so that a
 * server which lacks one of our additions is never asked for it unless it is used.
 */
export type WriteBody<T> = { [K in keyof T]-?: T[K] | null };

/** The body of a PATCH: null clears a field, an omitted one stays. `undefined` when there is nothing to send. */
export function changes<T extends object>(before: T, after: T): { [K in keyof T]?: T[K] } | undefined {
  const changed = entries(after).filter(([field, value]) => !isDeepStrictEqual(value, before[field]));
  return changed.length > 0 ? (Object.fromEntries(changed) as { [K in keyof T]?: T[K] }) : undefined;
}

/** Leaves out what has no value: the form for a create, and for objects within a body. */
export function withoutNulls<T extends object>(fields: T): { [K in keyof T]: NonNullable<T[K]> } {
  return Object.fromEntries(entries(fields).filter(([, value]) => value !== null && value !== undefined)) as {
    [K in keyof T]: NonNullable<T[K]>;
  };
}

function entries<T extends object>(fields: T): [keyof T, T[keyof T]][] {
  return Object.entries(fields) as [keyof T, T[keyof T]][];
}
