import type { Attribute, Attributes, Schema } from "../../src/framework/schema/attribute.ts";
import type { Type } from "../../src/protocol/value/type.ts";

/** What one may and must write, what one gets, and below that the same of each object within. */
export function schemaSection({ attributes }: Schema): string {
  return ["## Schema", ...groups(attributes, ""), ...nestedSections(attributes, "")].join("\n\n");
}

function groups(attributes: Attributes, path: string): string[] {
  const entries = Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  const heading = path === "" ? "###" : "####";
  return [
    group(`${heading} Required`, ({ options }) => options.required === true),
    group(`${heading} Optional`, ({ options }) => options.optional === true),
    group(`${heading} Read-Only`, ({ options }) => !options.required && !options.optional),
  ].flat();

  function group(title: string, belongs: (attribute: Attribute) => boolean): string[] {
    const lines = entries
      .filter(([, attribute]) => belongs(attribute))
      .map(([name, attribute]) => line(name, attribute, path === "" ? name : `${path}.${name}`));
    return lines.length > 0 ? [title, lines.join("\n")] : [];
  }
}

function line(name: string, { type, options, nested }: Attribute, path: string): string {
  const marks = [
    nested ? NESTED_NAMES[nested.mode] : typeName(type),
    options.sensitive && "Sensitive",
    options.writeOnly && "Write-only",
    options.deprecated && "Deprecated",
  ].filter(Boolean);
  const below = nested ? ` (see [below](#${anchor(path)}))` : "";
  return `- \`${name}\` (${marks.join(", ")}) ${options.description}${below}`;
}

function nestedSections(attributes: Attributes, parent: string): string[] {
  return Object.entries(attributes).flatMap(([name, { nested }]) => {
    if (!nested) return [];
    const path = parent === "" ? name : `${parent}.${name}`;
    return [
      `<a id="${anchor(path)}"></a>\n### Nested Schema for \`${path}\``,
      ...groups(nested.attributes, path),
      ...nestedSections(nested.attributes, path),
    ];
  });
}

const anchor = (path: string) => `nestedatt--${path.replaceAll(".", "--")}`;

const NESTED_NAMES = {
  single: "Attributes",
  list: "Attributes List",
  set: "Attributes Set",
  map: "Attributes Map",
};

function typeName(type: Type): string {
  if (type === "string") return "String";
  if (type === "bool") return "Boolean";
  if (type === "number") return "Number";
  if ("list" in type) return `List of ${typeName(type.list)}`;
  if ("set" in type) return `Set of ${typeName(type.set)}`;
  if ("map" in type) return `Map of ${typeName(type.map)}`;
  return "Object";
}
