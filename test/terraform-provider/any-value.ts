import fc from "fast-check";
import type { Attributes } from "../../terraform-provider/src/framework/schema/attribute.ts";
import type { Type } from "../../terraform-provider/src/protocol/value/type.ts";
import {
  isObject,
  type ObjectValue,
  UNKNOWN,
  type Value,
} from "../../terraform-provider/src/protocol/value/value.ts";

/** Every character that there is; the digits in a text must not be taken for a number. */
const text = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: "binary", maxLength: 20 }) },
  fc.constantFrom("9007199254740993", '"1e400\\', "{}"),
);
/** Names that every JavaScript object has one of are keys like others. */
const key = fc.oneof(
  { weight: 5, arbitrary: fc.string({ unit: "binary", maxLength: 8 }) },
  fc.constantFrom("__proto__", "constructor", "toString"),
);
/** Decimal numbers that no double equals, as Terraform sends them and a state file has them. */
const digits = fc.constantFrom("9007199254740993", "-0.1000000000000000055511151231257827", "1e400");
const double = fc.double({ noNaN: true, noDefaultInfinity: true }).map(positive);
const number = fc.oneof(fc.maxSafeInteger(), double, digits);
/** Integers beyond a double that MessagePack has a form for. JSON has them as digits. */
const long = fc.oneof(
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n - 1n }),
  fc.bigInt({ min: -(2n ** 63n), max: -(2n ** 53n) }),
);

/**
 * Any value of a type, null included; `whole`: with nothing unknown in it, and numbers in the forms that JSON has, which
 * are all that a state has.
 */
export function anyOf(of: Type, whole: boolean): fc.Arbitrary<Value> {
  const known = anyKnownOf(of, whole);
  return whole
    ? fc.oneof({ weight: 5, arbitrary: known }, fc.constant(null))
    : fc.oneof({ weight: 5, arbitrary: known }, fc.constant(null), fc.constant(UNKNOWN));
}

function anyKnownOf(of: Type, whole: boolean): fc.Arbitrary<Value> {
  if (of === "string") return text;
  if (of === "bool") return fc.boolean();
  if (of === "number") return whole ? number : fc.oneof(number, long);
  if ("list" in of || "set" in of)
    return fc.array(anyOf("list" in of ? of.list : of.set, whole), { maxLength: 4 });
  if ("map" in of) return fc.dictionary(key, anyOf(of.map, whole), { maxKeys: 4, noNullPrototype: true });
  return object(Object.entries(of.object).map(([field, each]) => [field, anyOf(each, whole)]));
}

/**
 * Any configuration of a block that Terraform would take: nothing in what is computed only, something in what is
 * required. `whole`: with nothing unknown in it.
 */
export function anyConfigOf(attributes: Attributes, whole = false): fc.Arbitrary<ObjectValue> {
  const fields = Object.entries(attributes).map(([field, { type, options, nested }]): Field => {
    if (!options.required && !options.optional) return [field, fc.constant(null)];
    let given = anyKnownOf(type, whole);
    if (nested) {
      const one = anyConfigOf(nested.attributes, whole);
      if (nested.mode === "single") given = one;
      else if (nested.mode === "map") given = fc.dictionary(key, one, { maxKeys: 3, noNullPrototype: true });
      else given = fc.array(one, { maxLength: 3 });
    }
    const others = [...(whole ? [] : [UNKNOWN]), ...(options.required ? [] : [null])];
    const values = { weight: 4, arbitrary: given };
    return [field, fc.oneof(values, ...others.map((each) => ({ weight: 1, arbitrary: fc.constant(each) })))];
  });
  return object(fields);
}

/** A configuration that follows a state: much of it is as it was, as between two applies. */
export function anyConfigAfter(
  attributes: Attributes,
  state: ObjectValue | null,
  config: fc.Arbitrary<ObjectValue>,
): fc.Arbitrary<ObjectValue> {
  if (state === null) return config;
  const kept = Object.entries(attributes)
    .filter(([name, { options }]) => (options.required && state[name] !== null) || options.optional)
    .map(([name]) => name);
  return fc.tuple(config, fc.subarray(kept)).map(([fresh, names]) => ({
    ...fresh,
    ...Object.fromEntries(names.map((name) => [name, state[name] ?? null])),
  }));
}

/** The same configuration as it may look before everything in it is known. */
export function notYetKnown(attributes: Attributes, config: ObjectValue): fc.Arbitrary<ObjectValue> {
  const fields = Object.entries(attributes).map(([field, { options, nested }]): Field => {
    const value = config[field] ?? null;
    if (!options.required && !options.optional) return [field, fc.constant(value)];
    const within = nested
      ? elementwise(value, (each) =>
          isObject(each) ? notYetKnown(nested.attributes, each) : fc.constant(each),
        )
      : elementwise(value, (each) =>
          fc.oneof({ weight: 4, arbitrary: fc.constant(each) }, fc.constant(UNKNOWN)),
        );
    const whole =
      nested?.mode === "single" && isObject(value) ? notYetKnown(nested.attributes, value) : within;
    return [field, fc.oneof({ weight: 4, arbitrary: whole }, fc.constant(UNKNOWN))];
  });
  return object(fields);
}

function elementwise(value: Value, each: (element: Value) => fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  if (Array.isArray(value)) return fc.tuple(...value.map(each));
  if (!isObject(value)) return fc.constant(value);
  const keys = Object.keys(value);
  return fc
    .tuple(...Object.values(value).map(each))
    .map((made) => Object.fromEntries(made.map((element, index) => [keys[index], element])));
}

type Field = [name: string, value: fc.Arbitrary<Value>];

function object(fields: Field[]): fc.Arbitrary<ObjectValue> {
  return fc.record(Object.fromEntries(fields)).map((made) => ({ ...made }) as ObjectValue);
}

/** MessagePack knows no negative zero among its integers. */
function positive(number: number): number {
  return Object.is(number, -0) ? 0 : number;
}

/** A value as a state file has it: a number with all its digits, which `JSON.stringify` could not write. */
export function jsonText(value: Value, of: Type): string {
  if (value === null || of === "string" || of === "bool") return JSON.stringify(value);
  if (of === "number") return String(value);
  if (Array.isArray(value)) {
    const element = "list" in of ? of.list : "set" in of ? of.set : "string";
    return `[${value.map((each) => jsonText(each, element)).join(",")}]`;
  }
  const members = Object.entries(value).map(([name, child]) => {
    const type = "map" in of ? of.map : "object" in of ? (of.object[name] ?? "string") : "string";
    return `${JSON.stringify(name)}:${jsonText(child, type)}`;
  });
  return `{${members.join(",")}}`;
}
