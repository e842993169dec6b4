import type { AttributePath, PathStep } from "../../protocol/attribute-path.ts";
import { isObject, type ObjectValue, type Value } from "../../protocol/value/value.ts";
import type { Attribute, Attributes } from "./attribute.ts";

/** One attribute at its place in a block, with the values that belong together there. */
export interface Place {
  readonly path: AttributePath;
  readonly attribute: Attribute;
  readonly value: Value;
  /** The same place in the other blocks; `undefined` where they have no such place (a new list element, say). */
  readonly prior: Value | undefined;
  readonly config: Value | undefined;
}

export interface Blocks {
  value: ObjectValue;
  prior: ObjectValue | null | undefined;
  config: ObjectValue | null | undefined;
}

/**
 * Rebuilds a block from what `visit` makes of each attribute, outer before inner. Elements of lists are matched by
 * index, of maps by key; elements of sets have no prior, since nothing says which one they were.
 */
export function transform(
  attributes: Attributes,
  blocks: Blocks,
  visit: (place: Place) => Value,
  path: AttributePath = [],
): ObjectValue {
  const result: ObjectValue = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const place: Place = {
      path: [...path, name],
      attribute,
      value: blocks.value[name] ?? null,
      prior: blocks.prior ? (blocks.prior[name] ?? null) : undefined,
      config: blocks.config ? (blocks.config[name] ?? null) : undefined,
    };
    result[name] = transformChildren({ ...place, value: visit(place) }, visit);
  }
  return result;
}

function transformChildren(place: Place, visit: (place: Place) => Value): Value {
  const { attribute, value, prior, config, path } = place;
  if (!attribute.nested) return value;
  const { mode, attributes } = attribute.nested;
  const child = (
    element: Value,
    step: PathStep | undefined,
    before: Value | undefined,
    configured: Value | undefined,
  ) => {
    if (!isObject(element)) return element;
    const blocks = { value: element, prior: objectOf(before), config: objectOf(configured) };
    return transform(attributes, blocks, visit, step === undefined ? path : [...path, step]);
  };
  if (mode === "single") return child(value, undefined, prior, config);
  if (Array.isArray(value)) {
    return value.map((element, index) => {
      if (mode === "set") return child(element, undefined, undefined, element);
      return child(element, index, at(prior, index), at(config, index));
    });
  }
  if (mode !== "map" || !isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, element]) => [
      key,
      child(element, { key }, member(prior, key), member(config, key)),
    ]),
  );
}

const objectOf = (value: Value | undefined) => (isObject(value) ? value : undefined);
const at = (value: Value | undefined, index: number) => (Array.isArray(value) ? value[index] : undefined);
const member = (value: Value | undefined, key: string) =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
