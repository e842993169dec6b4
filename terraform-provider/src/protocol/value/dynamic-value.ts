import { decodeJson } from "./json.ts";
import { decodeMsgpack, encodeMsgpack } from "./msgpack.ts";
import type { ObjectType } from "./type.ts";
import { isObject, type ObjectValue, type Value } from "./value.ts";

/** A value as a message carries it. Absent fields arrive as empty bytes or not at all. */
export interface DynamicValue {
  msgpack?: Uint8Array;
  json?: Uint8Array;
}

/** We answer in MessagePack: JSON can't say "unknown". */
export function encodeDynamicValue(value: Value, type: ObjectType): DynamicValue {
  return { msgpack: encodeMsgpack(value, type) };
}

/** Decodes a block's value. `null` stands for "no such object": before create, after destroy. */
export function decodeDynamicValue(
  dynamic: DynamicValue | null | undefined,
  type: ObjectType,
): ObjectValue | null {
  const value = decodeEither(dynamic, type);
  return isObject(value) ? value : null;
}

function decodeEither(dynamic: DynamicValue | null | undefined, type: ObjectType): Value {
  if (dynamic?.msgpack?.length) return decodeMsgpack(dynamic.msgpack, type);
  if (dynamic?.json?.length) return decodeJson(dynamic.json, type);
  return null;
}
