import {
  each,
  notEmpty,
  withoutDuplicates,
} from "../../../terraform-provider/src/framework/validators/collection.ts";
import { identifier } from "../../../terraform-provider/src/framework/validators/identifier.ts";
import { wholeNumber } from "../../../terraform-provider/src/framework/validators/number.ts";
import { lengthBetween, oneOf } from "../../../terraform-provider/src/framework/validators/text.ts";
import { timestamp } from "../../../terraform-provider/src/framework/validators/timestamp.ts";
import { httpUrl } from "../../../terraform-provider/src/framework/validators/url.ts";
import type { Validator } from "../../../terraform-provider/src/framework/validators/validator.ts";

const check = <T>(validator: Validator<T>, value: T) => validator(value, JSON.stringify(value));

describe("validators", () => {
  test("a length is right up to both its bounds", () => {
    const between = lengthBetween(1, 3);

    expect(["a", "abc"].map((text) => check(between, text))).toEqual([undefined, undefined]);
    expect(check(between, "")).toBe("It is empty; give a value.");
    expect(check(between, "abcd")).toBe("It has 4 characters; shorten it to at most 3.");
  });

  test("a choice names all that there is to choose from", () => {
    expect(check(oneOf("a", "b", "c"), "b")).toBeUndefined();
    expect(check(oneOf("a", "b", "c"), "d")).toBe('"d" is not possible; use "a", "b" or "c".');
    expect(check(oneOf("a"), "d")).toBe('"d" is not possible; use "a".');
  });

  test.each(["2030-01-31T12:00:00Z", "2030-01-31T12:00:00.123+02:00"])("%s is a time", (text) => {
    expect(check(timestamp(), text)).toBeUndefined();
  });

  test.each(["2030-01-31", "31.1.2030", "2030-13-31T12:00:00Z", "2030-01-31T12:00:00", "720h"])(
    "%s is no time",
    (text) => {
      expect(check(timestamp(), text)).toContain("RFC 3339");
    },
  );

  test.each(["http://127.0.0.1:8080", "https://[::1]/prefix/", "https://gateway.example.com"])(
    "%s is an address",
    (text) => {
      expect(check(httpUrl(), text)).toBeUndefined();
    },
  );

  test("an id is one of its kind, and more than its prefix", () => {
    const key = identifier("aigk_", "an access key", "Take it from the list.");

    expect(check(key, "aigk_1")).toBeUndefined();
    for (const id of ["aigk_", "aigpk_1", "web"]) expect(check(key, id)).toContain("Take it from the list.");
  });

  test("every wrong element of a list is named, not only the first", () => {
    expect(check(each(oneOf("a")), ["a", "b", "c"])).toMatch(/^"b".*\n"c"/);
    expect(check(each(oneOf("a")), ["a"])).toBeUndefined();
  });

  test("an empty list and one with repetitions are told apart from a good one", () => {
    expect(check(notEmpty("Name one."), [])).toBe("The list is empty. Name one.");
    expect(check(notEmpty("Name one."), ["a"])).toBeUndefined();
    const unique = withoutDuplicates((text: string) => text);
    expect(check(unique, ["a", "b", "a", "a"])).toBe('"a" is listed more than once; list it once.');
    expect(check(unique, ["a", "b"])).toBeUndefined();
  });

  test("a whole number is right up to both its bounds", () => {
    const between = wholeNumber(1, 3);

    expect([1, 3].map((number) => check(between, number))).toEqual([undefined, undefined]);
    expect(check(between, 0)).toBe("0 is too small; give at least 1.");
    expect(check(between, 4)).toBe("4 is not possible; give a whole number of at most 3.");
    expect(check(between, 1.5)).toContain("not a whole number");
  });

  test("a number that no double holds is refused with its own digits", () => {
    // As the protocol layer hands them over, whatever the schema's type says.
    const exact = [2n ** 64n, "1.00000000000000000000001"] as unknown as number[];

    expect(exact.map((number) => wholeNumber(1)(number, ""))).toEqual([
      expect.stringContaining("18446744073709551616 is not possible"),
      expect.stringContaining("1.00000000000000000000001 is not possible"),
    ]);
  });
});
