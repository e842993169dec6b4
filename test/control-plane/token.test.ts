import fc from "fast-check";
import { hashToken, isWellFormedToken, makeToken, redact } from "../../control-plane/src/crypto/token.ts";

const token = makeToken("g1");

test("a token has the published shape, and no two are alike", () => {
  expect(token).toMatch(/^ng-[0-9A-Za-z]{12}-g1-[0-9A-Za-z]{46}$/);
  expect(new Set(Array.from({ length: 1000 }, () => makeToken("g1"))).size).toBe(1000);
});

test("a well-formed token is recognised, and only as its own kind", () => {
  expect(isWellFormedToken(token, "g1")).toBe(true);
  expect(isWellFormedToken(token, "a1")).toBe(false);
  expect(isWellFormedToken(makeToken("a1"), "a1")).toBe(true);
});

test("any one changed character is noticed without a look-up", () => {
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(..."abcXYZ059-_ é"), (at, character) => {
      fc.pre(token[at] !== character);
      return !isWellFormedToken(token.slice(0, at) + character + token.slice(at + 1), "g1");
    }),
  );
});

test("no text that is not a token passes", () => {
  fc.assert(fc.property(fc.string(), (text) => !isWellFormedToken(text, "g1")));
  for (const text of ["", "ng--g1-", `${token} `, token.slice(0, -1), `${token}a`]) {
    expect(isWellFormedToken(text, "g1")).toBe(false);
  }
});

test("what is stored is a hash, and what is shown is the beginning and the end", () => {
  expect(hashToken(token)).toMatch(/^[\w-]{43}$/);
  expect(redact(token)).toBe(`${token.slice(0, 10)}***${token.slice(-4)}`);
});

test("of a short secret nothing is shown", () => {
  expect(redact("sk-1234567890123456")).toBe("***");
});
