/** The part of JSON Schema that tools and structured outputs are described with. */
export interface JsonSchema {
  type?: string | string[];
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: JsonSchema[];
  minimum?: number;
  $ref?: string;
  $defs?: Record<string, JsonSchema>;
  definitions?: Record<string, JsonSchema>;
}

/**
 * A value that a schema allows, filled with the prompt: texts are the prompt, numbers its count of words. So a tool
 * call or a structured output differs by request, as any other answer does.
 */
export function valueForSchema(schema: JsonSchema, prompt: string, root: JsonSchema = schema): unknown {
  if (schema.$ref !== undefined) return valueForSchema(resolve(schema.$ref, root), prompt, root);
  if (schema.const !== undefined) return schema.const;
  const words = prompt.split(/\s+/).filter(Boolean);
  if (schema.enum?.length) {
    return schema.enum.find((option) => words.includes(String(option))) ?? schema.enum[0];
  }
  const alternative = schema.anyOf?.[0];
  if (alternative) return valueForSchema(alternative, prompt, root);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "string":
      return prompt;
    case "number":
    case "integer":
      return Math.max(words.length, schema.minimum ?? 0);
    case "boolean":
      return words.length > 0;
    case "null":
      return null;
    case "array":
      return schema.items ? [valueForSchema(schema.items, prompt, root)] : [];
    default:
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, property]) => [
          name,
          valueForSchema(property, prompt, root),
        ]),
      );
  }
}

/** Finds `#/$defs/Name` and the like; what can't be found allows anything. */
function resolve(reference: string, root: JsonSchema): JsonSchema {
  const steps = reference.split("/").slice(1);
  let found: unknown = root;
  for (const step of steps) found = (found as Record<string, unknown> | undefined)?.[step];
  return found === root && steps.length === 0 ? {} : ((found ?? {}) as JsonSchema);
}
