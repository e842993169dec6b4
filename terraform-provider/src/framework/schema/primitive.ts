import type { Attribute, AttributeOptions } from "./attribute.ts";

export function string<const O extends AttributeOptions<string>>(options: O): Attribute<string, O> {
  return { type: "string", options };
}

export function bool<const O extends AttributeOptions<boolean>>(options: O): Attribute<boolean, O> {
  return { type: "bool", options };
}

export function number<const O extends AttributeOptions<number>>(options: O): Attribute<number, O> {
  return { type: "number", options };
}
