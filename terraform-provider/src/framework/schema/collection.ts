import type { Attribute, AttributeOptions } from "./attribute.ts";

/** Collections of strings: the only ones that the management API has beside those of objects. */

export function listOfStrings<const O extends AttributeOptions<string[]>>(
  options: O,
): Attribute<string[], O> {
  return { type: { list: "string" }, options };
}

export function mapOfStrings<const O extends AttributeOptions<Record<string, string>>>(
  options: O,
): Attribute<Record<string, string>, O> {
  return { type: { map: "string" }, options };
}
