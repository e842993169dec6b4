import { parseDuration } from "../duration.ts";
import type { SemanticEquality } from "../schema/attribute.ts";

/** An API may leave out what is empty. */
export function emptyEqualsNull(): SemanticEquality<string> {
  return (a, b) => (a ?? "") === (b ?? "");
}

/** `2030-01-01T00:00:00Z`, `2030-01-01T00:00:00.000Z` and `2030-01-01T01:00:00+01:00` are one moment. */
export function sameInstant(): SemanticEquality<string> {
  return (a, b) => a !== null && b !== null && Date.parse(a) === Date.parse(b);
}

/** `120s`, `2m` and `2m0s` are one duration, as are all that round to the same nanosecond. */
export function sameDuration(): SemanticEquality<string> {
  const nanoseconds = (text: string | null) => {
    const milliseconds = text === null ? undefined : parseDuration(text);
    return milliseconds === undefined ? Number.NaN : Math.round(milliseconds * 1e6);
  };
  return (a, b) => nanoseconds(a) === nanoseconds(b);
}

/**
 * For a list whose order means nothing, so that an API need not keep it.
 *
 * @param options.nullIsEmpty Where no list and an empty one mean the same, too.
 */
export function sameElements<T>(
  keyOf: (element: T) => string,
  options: { nullIsEmpty?: boolean } = {},
): SemanticEquality<T[]> {
  const keys = (list: T[] | null) => {
    if (list === null) return options.nullIsEmpty ? [] : undefined;
    return list.map(keyOf).sort();
  };
  return (a, b) => {
    const [left, right] = [keys(a), keys(b)];
    if (!left || !right) return left === right;
    return left.length === right.length && left.every((key, index) => key === right[index]);
  };
}
