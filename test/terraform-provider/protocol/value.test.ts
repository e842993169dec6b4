import { encode } from "@msgpack/msgpack";
import fc from "fast-check";
import { conform, TypeMismatchError } from "../../../terraform-provider/src/protocol/value/conform.ts";
import { decodeJson } from "../../../terraform-provider/src/protocol/value/json.ts";
import { decodeMsgpack, encodeMsgpack } from "../../../terraform-provider/src/protocol/value/msgpack.ts";
import type { Type } from "../../../terraform-provider/src/protocol/value/type.ts";
import { anyOf, jsonText } from "../any-value.ts";

const name = fc.stringMatching(/^[a-z_]{1,8}$/);

const type: fc.Arbitrary<Type> = fc.letrec<{ type: Type }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom<Type>("string", "number", "bool"),
    tie("type").map((list): Type => ({ list })),
    tie("type").map((set): Type => ({ set })),
    tie("type").map((map): Type => ({ map })),
    fc.dictionary(name, tie("type"), { maxKeys: 4 }).map((object): Type => ({ object: { ...object } })),
  ),
})).type;

describe("values on the wire", () => {
  test("any value of any type survives MessagePack, unknowns included", () => {
    fc.assert(
      fc.property(
        type.chain((of) => fc.tuple(fc.constant(of), anyOf(of, false))),
        ([of, value]) => {
          expect(decodeMsgpack(encodeMsgpack(value, of), of)).toEqual(value);
        },
      ),
    );
  });

  test("any wholly known value of any type survives JSON", () => {
    fc.assert(
      fc.property(
        type.chain((of) => fc.tuple(fc.constant(of), anyOf(of, true))),
        ([of, value]) => {
          expect(decodeJson(Buffer.from(jsonText(value, of)), of)).toEqual(value);
        },
      ),
    );
  });

  test.each(["9007199254740993", "0.1000000000000000055511151231257827", "1e400"])(
    "the number %s, which no double equals, comes back as it was sent",
    (digits) => {
      expect(decodeJson(Buffer.from(`{"n":${digits}}`), { object: { n: "number" } })).toEqual({ n: digits });
      expect(decodeMsgpack(encode(digits), "number")).toBe(digits);
      expect(decodeMsgpack(encodeMsgpack(digits, "number"), "number")).toBe(digits);
    },
  );

  test("an integer of 64 bits in MessagePack keeps its digits", () => {
    const big = 2n ** 63n - 1n;

    expect(decodeMsgpack(encode(big, { useBigInt64: true }), "number")).toBe(big);
    expect(decodeMsgpack(encodeMsgpack(big, "number"), "number")).toBe(big);
  });

  test("digits inside a string are left alone", () => {
    const text = 'a "9007199254740993" and 1e400, \\ and all';

    expect(decodeJson(Buffer.from(JSON.stringify({ text })), { object: { text: "string" } })).toEqual({
      text,
    });
  });

  test("an object gets the attributes that the wire leaves out, and loses those that its type hasn't", () => {
    const of: Type = { object: { kept: "string", absent: { list: "string" } } };

    expect(conform({ kept: "a", gone: "b" }, of)).toEqual({ kept: "a", absent: null });
    const inherited = Object.fromEntries<Type>([["constructor", "string"]]);
    expect(conform({}, { object: inherited })).toEqual({ constructor: null });
  });

  test("a value of another type is refused by its place, without being quoted", () => {
    const of: Type = { object: { keys: { list: { object: { value: "string" } } } } };
    const refused = () => conform({ keys: [{ value: { secret: "hunter2" } }] }, of);

    expect(refused).toThrow(TypeMismatchError);
    expect(refused).toThrow(/^keys\[0\]\.value should be a string, but is object$/);
  });

  test("broken JSON is refused without being quoted", () => {
    expect(() => decodeJson(Buffer.from('{"token": "hunter2'), { object: {} })).toThrow(
      /^the value is not valid JSON$/,
    );
  });
});
