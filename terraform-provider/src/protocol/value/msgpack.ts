import { type DecoderOptions, decode, ExtData, type ExtensionCodecType, encode } from "@msgpack/msgpack";
import { conform, PROTO_STAND_IN } from "./conform.ts";
import type { Type } from "./type.ts";
import { isUnknown, UNKNOWN, type Value } from "./value.ts";

type KeyDecoder = NonNullable<DecoderOptions["keyDecoder"]>;

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

/** A user's map may have the key `__proto__`, which the decoder refuses: it gets to see the stand-in. */
const keyDecoder: KeyDecoder = {
  canBeCached: (length) => length === "__proto__".length, // all others are left to the decoder itself
  decode(bytes, offset, length) {
    const key = utf8.decode(bytes.subarray(offset, offset + length));
    return key === "__proto__" ? PROTO_STAND_IN : key;
  },
};
const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

export function encodeMsgpack(value: Value, type: Type): Uint8Array {
  return encode(conform(value, type), { extensionCodec, useBigInt64: true });
}

/** @throws TypeMismatchError, or the decoder's own error where the bytes are not MessagePack. */
export function decodeMsgpack(bytes: Uint8Array, type: Type): Value {
  return conform(decode(bytes, { extensionCodec, useBigInt64: true, keyDecoder }), type);
}
