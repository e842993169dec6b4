import { parseDuration } from "../../control-plane/src/duration.ts";
import { centsToNanos, nanosToCents, nanosToDollars } from "../../control-plane/src/money.ts";

test.each([
  ["0", 0],
  ["90s", 90_000],
  ["1h30m", 5_400_000],
  ["1.5h", 5_400_000],
  ["250ms", 250],
  [".5s", 500],
  ["1.s", 1000],
  ["500us", 0.5],
  ["500\u00b5s", 0.5],
  ["500\u03bcs", 0.5],
])("%s is %d ms", (text, milliseconds) => {
  expect(parseDuration(text)).toBe(milliseconds);
});

test.each(["", "5", "h", "1d", "-1s", "1h ", "1h-30m"])("%j is no duration", (text) => {
  expect(parseDuration(text)).toBeUndefined();
});

test("money is exact, and nobody is shown more than there is", () => {
  expect(centsToNanos(500)).toBe(5_000_000_000);
  expect(nanosToCents(4_999_999_999)).toBe(499);
  expect(nanosToCents(-1)).toBe(-1);
  expect(nanosToDollars(1_234_560_000)).toBe("1.23456");
});
