import type { Attribute, AttributeOptions, Attributes } from "./attribute.ts";
import type { Model } from "./model.ts";
import { objectType } from "./object-type.ts";

/** Objects within objects: nested attributes, which protocol 6 prefers to blocks. */

export function singleNested<const O extends AttributeOptions, A extends Attributes>(
  options: O,
  attributes: A,
): Attribute<Model<A>, O> {
  return { type: objectType(attributes), options, nested: { mode: "single", attributes } };
}

/** Elements are matched with their prior by index, so the elements can't have computed attributes. */
export function listNested<const O extends AttributeOptions, A extends Attributes>(
  options: O,
  attributes: A,
): Attribute<Model<A>[], O> {
  return {
    type: { list: objectType(attributes) },
    options,
    nested: { mode: "list", attributes },
  };
}

/** Elements have no address, so they can have neither computed nor write-only attributes. */
export function setNested<const O extends AttributeOptions, A extends Attributes>(
  options: O,
  attributes: A,
): Attribute<Model<A>[], O> {
  return { type: { set: objectType(attributes) }, options, nested: { mode: "set", attributes } };
}

export function mapNested<const O extends AttributeOptions, A extends Attributes>(
  options: O,
  attributes: A,
): Attribute<Record<string, Model<A>>, O> {
  return { type: { map: objectType(attributes) }, options, nested: { mode: "map", attributes } };
}
