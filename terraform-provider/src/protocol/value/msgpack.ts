import { decode, ExtData, type ExtensionCodecType, encode } from "@msgpack/msgpack";
import { conform } from "./conform.ts";
import type { Type } from "./type.ts";
import { isUnknown, UNKNOWN, type Value } from "./value.ts";

/** Terraform's mark of an unknown value: extension type 0. The one byte of content has no meaning. */
const UNKNOWN_EXTENSION = new ExtData(0, new Uint8Array([0]));

/**
 * Newer Terraform versions send unknown values with refinements ("not null", "starts with …") under other extension
 * codes. A provider may forget refinements, so every extension that arrives is just an unknown.
 */
const extensionCodec: ExtensionCodecType<undefined> = {
  tryToEncode: (object) => (isUnknown(object) ? UNKNOWN_EXTENSION : null),
  decode: () => UNKNOWN,
};

export function encodeMsgpack(value: Value, type: Type): Uint8Array {
  return encode(conform(value, type), { extensionCodec, useBigInt64: true });
}

/** @throws TypeMismatchError, or the decoder's own error where the bytes are not MessagePack. */
export function decodeMsgpack(bytes: Uint8Array, type: Type): Value {
  return conform(decode(bytes, { extensionCodec, useBigInt64: true }), type);
}
