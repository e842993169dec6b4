import type { Attribute, Attributes } from "../../terraform-provider/src/framework/schema/attribute.ts";
import {
  equal,
  isObject,
  type ObjectValue,
  UNKNOWN,
  type Value,
} from "../../terraform-provider/src/protocol/value/value.ts";

/**
 * What Terraform hands to a plan: the configuration, and the prior state's values where the provider gives them. Elements
 * of lists are paired by their place, those of sets with none.
 */
export function proposedNew(
  attributes: Attributes,
  prior: ObjectValue | null,
  config: ObjectValue,
): ObjectValue {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, attribute]) => [
      name,
      proposedOf(attribute, prior?.[name] ?? null, config[name] ?? null),
    ]),
  );
}

function proposedOf({ options, nested }: Attribute, prior: Value, config: Value): Value {
  if (options.writeOnly) return null;
  if (config === null) return options.computed ? prior : null;
  if (!nested || config === UNKNOWN) return config;
  const within = (given: Value, before: Value | undefined) =>
    isObject(given) ? proposedNew(nested.attributes, isObject(before) ? before : null, given) : given;
  if (nested.mode === "single") return within(config, prior);
  if (nested.mode === "map" && isObject(config)) {
    const before = isObject(prior) ? prior : {};
    return Object.fromEntries(Object.entries(config).map(([key, each]) => [key, within(each, before[key])]));
  }
  if (!Array.isArray(config)) return config;
  const before = nested.mode === "list" && Array.isArray(prior) ? prior : [];
  return config.map((each, index) => within(each, before[index]));
}

/** Where a plan breaks the rules that Terraform checks a provider's plans by; empty: nowhere. */
export function brokenRules(
  attributes: Attributes,
  values: { prior: ObjectValue | null; config: ObjectValue; planned: ObjectValue },
  path = "",
): string[] {
  return Object.entries(attributes).flatMap(([name, attribute]) => {
    const [prior, config, planned] = [
      values.prior?.[name] ?? null,
      values.config[name] ?? null,
      values.planned[name],
    ];
    const at = path + name;
    if (planned === undefined) return [`${at} is missing`];
    return brokenRule(attribute, { prior, config, planned }, at);
  });
}

function brokenRule(
  { options, nested }: Attribute,
  { prior, config, planned }: { prior: Value; config: Value; planned: Value },
  at: string,
): string[] {
  if (options.writeOnly) return planned === null ? [] : [`${at} is write-only and planned`];
  if (equal(planned, config)) return [];
  if (config === null) return options.computed ? [] : [`${at} is not configured and planned`];
  // What means the same may stay as it is.
  if (prior !== null && equal(planned, prior)) return [];
  if (!nested || config === UNKNOWN) return [`${at} is not as configured`];
  const pairs = elementsOf(planned, config, prior, nested.mode);
  if (!pairs) return [`${at} has other elements than configured`];
  return pairs.flatMap(([key, values]) => brokenRules(nested.attributes, values, `${at}.${key}.`));
}

function elementsOf(planned: Value, config: Value, prior: Value, mode: string) {
  type Element = [
    key: string,
    values: { prior: ObjectValue | null; config: ObjectValue; planned: ObjectValue },
  ];
  const asObject = (value: Value | undefined) => (isObject(value) ? value : null);
  const [plan, given] =
    mode === "single"
      ? [{ it: planned }, { it: config }]
      : [{ ...(planned as object) }, { ...(config as object) }];
  const before: Record<string, Value> = mode === "single" ? { it: prior } : { ...(prior as object | null) };
  if (Object.keys(plan).join() !== Object.keys(given).join()) return undefined;
  return Object.entries(given).flatMap(([key, each]): Element[] => {
    const [configured, made] = [asObject(each as Value), asObject((plan as Record<string, Value>)[key])];
    return configured && made
      ? [[key, { prior: asObject(before[key]), config: configured, planned: made }]]
      : [];
  });
}

/**
 * Where an outcome breaks what was planned: what a plan knows must come true, at any depth. It holds for the state after an
 * apply, and for the second plan, which knows more than the first.
 */
export function brokenPromises(planned: Value, actual: Value, path = ""): string[] {
  if (planned === UNKNOWN || equal(planned, actual)) return [];
  const collections =
    (Array.isArray(planned) && Array.isArray(actual)) || (isObject(planned) && isObject(actual));
  if (!collections) return [`${path} is not what was planned`];
  const [before, after] = [{ ...planned } as ObjectValue, { ...actual } as ObjectValue];
  if (Object.keys(before).sort().join() !== Object.keys(after).sort().join())
    return [`${path} has other elements than planned`];
  return Object.entries(before).flatMap(([key, each]) =>
    brokenPromises(each, after[key] ?? null, path === "" ? key : `${path}.${key}`),
  );
}
