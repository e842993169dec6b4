/** A value that Terraform will know only after apply. There is one of it: compare with `=== UNKNOWN`. */
export class Unknown {
  toJSON(): string {
    return "(known after apply)";
  }
}

export const UNKNOWN: Unknown = Object.freeze(new Unknown());

/**
 * Any Terraform value as this provider holds it. Lists and sets are arrays; maps and objects are plain objects.
 *
 * A number is a `bigint` when it is an integer beyond what a double holds, and a decimal `string` when Terraform sent it
 * as one because no double equals it; both go back exactly as they came.
 */
export type Value = null | boolean | number | bigint | string | Unknown | Value[] | ObjectValue;
export type ObjectValue = { [name: string]: Value };

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

export function isObject(value: Value | undefined): value is ObjectValue {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isUnknown(value);
}

/** True when nothing in the value, however deep, is unknown. */
export function isWhollyKnown(value: Value): boolean {
  if (isUnknown(value)) return false;
  if (Array.isArray(value)) return value.every(isWhollyKnown);
  return isObject(value) ? Object.values(value).every(isWhollyKnown) : true;
}

/** Deep equality; unknown equals only unknown. */
export function equal(a: Value | undefined, b: Value | undefined): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((element, index) => equal(element, b[index]));
  }
  if (!isObject(a) || !isObject(b)) return false;
  const names = Object.keys(a);
  return (
    names.length === Object.keys(b).length &&
    names.every((name) => Object.hasOwn(b, name) && equal(a[name], b[name]))
  );
}

/** The value with every unknown in it turned to null, for a state that is saved beside an error. */
export function unknownsToNull(value: Value): Value {
  if (isUnknown(value)) return null;
  if (Array.isArray(value)) return value.map(unknownsToNull);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, unknownsToNull(child)]));
}
