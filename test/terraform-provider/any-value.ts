import fc from "fast-check";
import type { Attributes } from "../../terraform-provider/src/framework/schema/attribute.ts";
import type { Type } from "../../terraform-provider/src/protocol/value/type.ts";
import { type ObjectValue, UNKNOWN, type Value } from "../../terraform-provider/src/protocol/value/value.ts";

const name = fc.stringMatching(/^[a-z_]{1,8}$/);

/** Any value of a type, null included; `whole`: with nothing unknown in it. */
export function anyOf(of: Type, whole: boolean): fc.Arbitrary<Value> {
  const known = anyKnownOf(of, whole);
  return whole
    ? fc.oneof({ weight: 5, arbitrary: known }, fc.constant(null))
    : fc.oneof({ weight: 5, arbitrary: known }, fc.constant(null), fc.constant(UNKNOWN));
}

function anyKnownOf(of: Type, whole: boolean): fc.Arbitrary<Value> {
  if (of === "string") return fc.string({ unit: "grapheme" });
  if (of === "bool") return fc.boolean();
  if (of === "number")
    return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }).map(positive));
  if ("list" in of || "set" in of)
    return fc.array(anyOf("list" in of ? of.list : of.set, whole), { maxLength: 4 });
  if ("map" in of)
    return fc.dictionary(name, anyOf(of.map, whole), { maxKeys: 4 }).map((map) => ({ ...map }));
  return object(Object.entries(of.object).map(([field, each]) => [field, anyOf(each, whole)]));
}

/** Any configuration of a block that Terraform would take: nothing in what is computed only, something in what is required. */
export function anyConfigOf(attributes: Attributes): fc.Arbitrary<ObjectValue> {
  const fields = Object.entries(attributes).map(([field, { type, options, nested }]): Field => {
    if (!options.required && !options.optional) return [field, fc.constant(null)];
    let given = anyKnownOf(type, false);
    if (nested) {
      const one = anyConfigOf(nested.attributes);
      if (nested.mode === "single") given = one;
      else if (nested.mode === "map")
        given = fc.dictionary(name, one, { maxKeys: 3 }).map((map) => ({ ...map }));
      else given = fc.array(one, { maxLength: 3 });
    }
    const unknown = fc.constant(UNKNOWN);
    const values = { weight: 4, arbitrary: given };
    return [
      field,
      options.required ? fc.oneof(values, unknown) : fc.oneof(values, unknown, fc.constant(null)),
    ];
  });
  return object(fields);
}

type Field = [name: string, value: fc.Arbitrary<Value>];

function object(fields: Field[]): fc.Arbitrary<ObjectValue> {
  return fc.record(Object.fromEntries(fields)).map((made) => ({ ...made }) as ObjectValue);
}

/** MessagePack knows no negative zero among its integers. */
function positive(number: number): number {
  return Object.is(number, -0) ? 0 : number;
}
