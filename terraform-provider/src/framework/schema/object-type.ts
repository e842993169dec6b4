import type { ObjectType } from "../../protocol/value/type.ts";
import type { Attributes } from "./attribute.ts";

/** The type of an object that has these attributes. */
export function objectType(attributes: Attributes): ObjectType {
  return {
    object: Object.fromEntries(Object.entries(attributes).map(([name, { type }]) => [name, type])),
  };
}
