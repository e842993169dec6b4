import type { Type } from "./type.ts";
import { isUnknown, type ObjectValue, UNKNOWN, type Value } from "./value.ts";

/** A value on the wire does not have the type that the schema gives it. */
export class TypeMismatchError extends Error {
  constructor(path: string, wanted: string, found: unknown) {
    // The kind only: the value itself may be a secret.
    super(
      `${path || "the value"} should be ${wanted}, but is ${Array.isArray(found) ? "a list" : typeof found}`,
    );
  }
}

/** For the key `__proto__` of a map. No key on the wire can be this: UTF-8 has no halves of surrogate pairs. */
export const PROTO_STAND_IN = "\ud800__proto__";

/**
 * Gives decoded wire data the shape that the type prescribes: objects carry every attribute (null where the wire has
 * none), nothing else, and each leaf has its type. Both encodings pass through here, in both directions, so that what is
 * not of the schema's type never gets further than this.
 */
export function conform(raw: unknown, type: Type, path = ""): Value {
  if (raw === null || raw === undefined) return null;
  if (isUnknown(raw)) return UNKNOWN;
  if (type === "string") return leaf(raw, typeof raw === "string", "a string", path);
  if (type === "bool") return leaf(raw, typeof raw === "boolean", "a bool", path);
  if (type === "number") return conformNumber(raw, path);
  if ("list" in type || "set" in type) {
    const element = "list" in type ? type.list : type.set;
    if (!Array.isArray(raw)) throw new TypeMismatchError(path, "list" in type ? "a list" : "a set", raw);
    return raw.map((item, index) => conform(item, element, `${path}[${index}]`));
  }
  if (typeof raw !== "object" || Array.isArray(raw)) {
    throw new TypeMismatchError(path, "map" in type ? "a map" : "an object", raw);
  }
  const entries = raw as Record<string, unknown>;
  return "map" in type ? conformMap(entries, type.map, path) : conformObject(entries, type.object, path);
}

function leaf(raw: unknown, fits: boolean, wanted: string, path: string): Value {
  if (!fits) throw new TypeMismatchError(path, wanted, raw);
  return raw as Value;
}

function conformNumber(raw: unknown, path: string): Value {
  if (typeof raw === "bigint") {
    const number = Number(raw);
    return Number.isSafeInteger(number) ? number : raw;
  }
  const fits = typeof raw === "number" || (typeof raw === "string" && /^-?\d/.test(raw));
  return leaf(raw, fits, "a number", path);
}

function conformMap(raw: Record<string, unknown>, element: Type, path: string): ObjectValue {
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      const key = name === PROTO_STAND_IN ? "__proto__" : name;
      return [key, conform(value, element, `${path}[${JSON.stringify(key)}]`)];
    }),
  );
}

function conformObject(
  raw: Record<string, unknown>,
  attributes: Record<string, Type>,
  path: string,
): ObjectValue {
  const value: ObjectValue = {};
  for (const [name, type] of Object.entries(attributes)) {
    value[name] = conform(
      Object.hasOwn(raw, name) ? raw[name] : null,
      type,
      path === "" ? name : `${path}.${name}`,
    );
  }
  return value;
}
