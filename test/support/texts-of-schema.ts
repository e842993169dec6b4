import { type ZodType, z } from "zod";

interface JsonSchema {
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
}

/** The places in a schema where any text may stand: `router.rules[].provider`. */
export function textsOf(schema: ZodType | undefined): string[] {
  if (!schema) return [];
  const root = z.toJSONSchema(schema, { io: "input" }) as JsonSchema;
  const walk = (node: JsonSchema, path: string): string[] => {
    const target =
      node.$ref === undefined ? node : (root.$defs?.[node.$ref.replace("#/$defs/", "")] as JsonSchema);
    if (target !== node) return walk(target, path);
    const members = [...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((member) => walk(member, path));
    const fields = Object.entries(node.properties ?? {}).flatMap(([field, value]) =>
      walk(value, path === "" ? field : `${path}.${field}`),
    );
    const items = node.items ? walk(node.items, `${path}[]`) : [];
    const isText = node.type === "string" && node.enum === undefined && node.const === undefined;
    const isAnything = Object.keys(node).length === 0;
    return [...members, ...fields, ...items, ...(isText || isAnything ? [path] : [])];
  };
  return [...new Set(walk(root, ""))];
}
