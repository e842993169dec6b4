import type { AttributePath, PathStep } from "../protocol/attribute-path.ts";

/**
 * The place in a configuration that the API means by a field's name: `router.rules[0].steps[1].keys[0].id` is
 * `router.rules[0].steps[1].provider_key_ids[0]` there. Where the two differ by more than their spelling: lists of
 * objects with one field each are lists of strings in a configuration.
 */
export function fieldPath(field: string): AttributePath {
  const terraform = field
    .replace(/\bkeys\[(\d+)\](\.\w+)?/g, "providerKeyIds[$1]")
    .replace(/\bsupportedParams\[(\d+)\](\.\w+)?/g, "supportedParams[$1]");
  return [...terraform.matchAll(/\[(\d+)\]|[^.[\]]+/g)].map(
    ([name, index]): PathStep => (index === undefined ? snakeCase(name) : Number(index)),
  );
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
