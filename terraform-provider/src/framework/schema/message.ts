import { type AttributeMessage, type BlockSchema, MARKDOWN, NESTING } from "../../protocol/schema-message.ts";
import { encodeType } from "../../protocol/value/type.ts";
import type { Attribute, Attributes, Schema } from "./attribute.ts";
import { objectType } from "./object-type.ts";

/** The schema as Terraform gets it. Attributes go in the order of their names, so that the answer is always the same. */
export function blockSchema(schema: Schema): BlockSchema {
  return {
    type: objectType(schema.attributes),
    message: {
      version: schema.version,
      block: {
        version: schema.version,
        attributes: attributeMessages(schema.attributes),
        description: schema.description,
        description_kind: MARKDOWN,
        deprecated: false,
      },
    },
  };
}

function attributeMessages(attributes: Attributes): AttributeMessage[] {
  return Object.entries(attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, attribute]) => attributeMessage(name, attribute));
}

function attributeMessage(name: string, { type, nested, options }: Attribute): AttributeMessage {
  return {
    name,
    ...(nested
      ? { nested_type: { attributes: attributeMessages(nested.attributes), nesting: NESTING[nested.mode] } }
      : { type: encodeType(type) }),
    description: options.description,
    description_kind: MARKDOWN,
    required: options.required ?? false,
    optional: options.optional ?? false,
    computed: options.computed ?? false,
    sensitive: options.sensitive ?? false,
    deprecated: options.deprecated ?? false,
    write_only: options.writeOnly ?? false,
  };
}
