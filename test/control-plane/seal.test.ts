import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { fixedKeys } from "../../control-plane/src/crypto/key-source.ts";
import { createSealer, SealError } from "../../control-plane/src/crypto/seal.ts";

const key = randomBytes(32);
const sealer = createSealer(fixedKeys([key]));

test("any value opens again under its own row's id", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }),
      (value) => sealer.open(sealer.seal(value, "row"), "row") === value,
    ),
  );
});

test("a value that was moved to another row does not open", () => {
  const sealed = sealer.seal("sk-secret", "aigpk_1");
  expect(() => sealer.open(sealed, "aigpk_2")).toThrow(SealError);
});

test("a value with any changed byte does not open", () => {
  const sealed = sealer.seal("sk-secret", "row");
  const start = sealed.lastIndexOf(".") + 1;
  const bytes = Buffer.from(sealed.slice(start), "base64url");
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] as number) ^ 1;
    expect(() => sealer.open(sealed.slice(0, start) + changed.toString("base64url"), "row")).toThrow(
      SealError,
    );
  }
});

test("the same value is sealed differently each time, and the sealed form does not hold it", () => {
  const first = sealer.seal("sk-secret", "row");
  expect(first).not.toBe(sealer.seal("sk-secret", "row"));
  expect(Buffer.from(first, "base64url").toString("latin1")).not.toContain("sk-secret");
});

test("after a new key has been put first, the old one still opens what it sealed", () => {
  const newKey = randomBytes(32);
  const ring = createSealer(fixedKeys([newKey, key]));
  expect(ring.open(sealer.seal("old", "row"), "row")).toBe("old");
  expect(() => sealer.open(ring.seal("new", "row"), "row")).toThrow(
    "which is not among those given (AIGATEWAY_ENCRYPTION_KEY, or the key file)",
  );
});

test("without its key a value does not open, and the error holds neither", () => {
  const other = createSealer(fixedKeys([randomBytes(32)]));
  const sealed = sealer.seal("sk-secret", "row");
  expect(() => other.open(sealed, "row")).toThrow(
    /^row was sealed with the encryption key [0-9a-f]{12}, which is not among those given \(AIGATEWAY_ENCRYPTION_KEY, or the key file\)\.$/,
  );
});
