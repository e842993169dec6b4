/** Terraform's type constraints, as far as a schema of this provider can name them. */
export type Type =
  | "string"
  | "number"
  | "bool"
  | { list: Type }
  | { set: Type }
  | { map: Type }
  | { object: Record<string, Type> };

/** The type of a whole resource or provider block: always an object. */
export type ObjectType = { object: Record<string, Type> };

/** Terraform's JSON notation of a type, which a schema carries as bytes: `"string"`, `["list","string"]`, `["object",{…}]`. */
export function typeToJson(type: Type): unknown {
  if (typeof type === "string") return type;
  if ("list" in type) return ["list", typeToJson(type.list)];
  if ("set" in type) return ["set", typeToJson(type.set)];
  if ("map" in type) return ["map", typeToJson(type.map)];
  return [
    "object",
    Object.fromEntries(Object.entries(type.object).map(([name, child]) => [name, typeToJson(child)])),
  ];
}

export function encodeType(type: Type): Buffer {
  return Buffer.from(JSON.stringify(typeToJson(type)));
}
