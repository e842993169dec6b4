import type { ObjectValue } from "../../protocol/value/value.ts";
import type { Attributes } from "../schema/attribute.ts";
import { type Blocks, transform } from "../schema/transform.ts";

/** What is not configured gets its default; write-only values are never part of what comes of a configuration. */
export function applyDefaults(attributes: Attributes, blocks: Blocks): ObjectValue {
  return transform(attributes, blocks, ({ attribute, value, config }) => {
    const { writeOnly, default: fallback } = attribute.options;
    if (writeOnly) return null;
    const given = config !== null && config !== undefined;
    return fallback !== undefined && !given ? (fallback as ObjectValue[string]) : value;
  });
}
