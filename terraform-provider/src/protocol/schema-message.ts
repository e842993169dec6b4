import type { ObjectType } from "./value/type.ts";

/** A block's schema, as the protocol's messages carry it. */
export interface SchemaMessage {
  version: number;
  block: {
    version: number;
    attributes: AttributeMessage[];
    description: string;
    description_kind: number;
    deprecated: boolean;
  };
}

export interface AttributeMessage {
  name: string;
  /** Set unless `nested_type` is. */
  type?: Uint8Array;
  nested_type?: { attributes: AttributeMessage[]; nesting: number };
  description: string;
  description_kind: number;
  required: boolean;
  optional: boolean;
  computed: boolean;
  sensitive: boolean;
  deprecated: boolean;
  write_only: boolean;
}

export const MARKDOWN = 1;
export const NESTING = { single: 1, list: 2, set: 3, map: 4 } as const;

/** What a call needs to know of a block: how to describe it, and the type to decode its values by. */
export interface BlockSchema {
  readonly message: SchemaMessage;
  readonly type: ObjectType;
}
