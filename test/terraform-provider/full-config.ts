import type { Attribute, Attributes } from "../../terraform-provider/src/framework/schema/attribute.ts";
import {
  isObject,
  type ObjectValue,
  UNKNOWN,
  type Value,
} from "../../terraform-provider/src/protocol/value/value.ts";

/** Texts of every kind that some validator asks for: those that an attribute takes are found by asking it. */
const TEXTS: readonly string[] = [
  ...["a", "openai", "chat-completions", "user", "ordered", "1m", "720h", "2031-01-01T00:00:00Z"],
  ...["https://models.example.com/v1", "aigac_0123", "aigpk_0123"],
];
const NUMBERS: readonly number[] = [1, 10];

/** A configuration that sets all that can be set, each collection with one element, so that every place is there. */
export function fullConfig(attributes: Attributes): ObjectValue {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => {
      const { optional, required } = attribute.options;
      return [name, optional || required ? fullValue(name, attribute) : null];
    }),
  );
}

function fullValue(name: string, { type, nested, options }: Attribute): Value {
  const passes = (value: Value) =>
    (options.validators ?? []).every((check) => check(value, "it") === undefined);
  const first = (values: readonly Value[]) => {
    const fitting = values.find(passes);
    if (fitting === undefined) throw new Error(`No sample fits ${name}: add one.`);
    return fitting;
  };
  if (nested) {
    const element = fullConfig(nested.attributes);
    if (nested.mode === "single") return element;
    return nested.mode === "map" ? { key: element } : [element];
  }
  if (type === "string") return first(TEXTS);
  if (type === "number") return first(NUMBERS);
  if (type === "bool") return true;
  return "map" in type ? { key: "a" } : first(TEXTS.map((text) => [text]));
}

export interface UnknownPlace {
  /** `router.rules.0.steps` */
  place: string;
  /** The configuration with this place unknown. */
  config: ObjectValue;
}

/** Every way in which exactly one place of a configuration is unknown, from whole attributes down to single elements; and all at once. */
export function unknownPlaces(attributes: Attributes, config: ObjectValue): UnknownPlace[] {
  const names = Object.entries(attributes)
    .filter(([, { options }]) => options.optional || options.required)
    .map(([name]) => name);
  const each = names.flatMap((name) =>
    variants(config[name] ?? null, name).map(({ place, value }) => ({
      place,
      config: { ...config, [name]: value },
    })),
  );
  const all = { ...config, ...Object.fromEntries(names.map((name) => [name, UNKNOWN])) };
  return [...each, { place: "every attribute", config: all }];
}

function variants(value: Value, path: string): { place: string; value: Value }[] {
  const whole = { place: path, value: UNKNOWN };
  if (Array.isArray(value)) {
    const inner = value.flatMap((element, index) =>
      variants(element, `${path}.${index}`).map((each) => ({
        ...each,
        value: value.with(index, each.value),
      })),
    );
    return [whole, ...inner];
  }
  if (!isObject(value)) return [whole];
  const inner = Object.entries(value).flatMap(([name, child]) =>
    variants(child, `${path}.${name}`).map((each) => ({ ...each, value: { ...value, [name]: each.value } })),
  );
  return [whole, ...inner];
}
