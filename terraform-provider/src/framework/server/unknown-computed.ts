import { type ObjectValue, UNKNOWN } from "../../protocol/value/value.ts";
import type { Attributes } from "../schema/attribute.ts";
import { transform } from "../schema/transform.ts";

/** What is known of an object that can't be had yet: its configuration, and that the rest will be known later. */
export function withUnknownComputed(attributes: Attributes, config: ObjectValue): ObjectValue {
  return transform(attributes, { value: config, prior: undefined, config }, ({ attribute, value }) =>
    attribute.options.computed && value === null ? UNKNOWN : value,
  );
}
