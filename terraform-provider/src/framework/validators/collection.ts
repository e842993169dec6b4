import type { Validator } from "./validator.ts";

export function notEmpty(remedy: string): Validator<readonly unknown[]> {
  return (list) => (list.length > 0 ? undefined : `The list is empty. ${remedy}`);
}

/** Checks each element by itself. */
export function each(check: Validator<string>): Validator<string[]> {
  return (list) => {
    const faults = list.map((element) => check(element, JSON.stringify(element)));
    return faults.filter((fault) => fault !== undefined).join("\n") || undefined;
  };
}

/** @param keyOf What makes two elements the same one. */
export function withoutDuplicates<T>(keyOf: (element: T) => string): Validator<T[]> {
  return (list) => {
    const keys = list.map(keyOf);
    const repeated = new Set(keys.filter((key, index) => keys.indexOf(key) < index));
    if (repeated.size === 0) return undefined;
    return `${[...repeated].map((key) => JSON.stringify(key)).join(", ")} is listed more than once; list it once.`;
  };
}
