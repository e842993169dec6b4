import {
  emptyEqualsNull,
  sameDuration,
  sameElements,
  sameInstant,
} from "../../../terraform-provider/src/framework/semantics/semantic-equality.ts";

describe("values that mean the same", () => {
  test("an empty text and none", () => {
    const equal = emptyEqualsNull();

    expect([equal("", null), equal(null, null), equal("a", "a")]).toEqual([true, true, true]);
    expect([equal("a", null), equal("a", "b")]).toEqual([false, false]);
  });

  test("one moment, however it is written; but not no moment", () => {
    const equal = sameInstant();

    expect(equal("2030-01-01T00:00:00Z", "2030-01-01T01:00:00.000+01:00")).toBe(true);
    expect(equal("2030-01-01T00:00:00Z", "2030-01-01T00:00:01Z")).toBe(false);
    expect([equal(null, "2030-01-01T00:00:00Z"), equal("2030-01-01T00:00:00Z", null)]).toEqual([
      false,
      false,
    ]);
  });

  test("one duration, however it is written; but not no duration", () => {
    const equal = sameDuration();

    expect([equal("120s", "2m0s"), equal("1.1s", "1100ms"), equal("1h30m", "90m")]).toEqual([
      true,
      true,
      true,
    ]);
    expect([equal("120s", "121s"), equal("soon", "later")]).toEqual([false, false]);
    expect([equal(null, "2m"), equal("2m", null), equal(null, null)]).toEqual([false, false, false]);
  });

  test("lists with the same elements; none and empty differ unless it is said that they don't", () => {
    const strict = sameElements((text: string) => text);
    const lenient = sameElements((text: string) => text, { nullIsEmpty: true });

    expect([strict(["a", "b"], ["b", "a"]), strict(null, null)]).toEqual([true, true]);
    expect([strict(["a"], ["a", "a"]), strict(["a"], ["b"]), strict([], null)]).toEqual([
      false,
      false,
      false,
    ]);
    expect([lenient([], null), lenient(["a"], null)]).toEqual([true, false]);
  });
});
