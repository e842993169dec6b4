import fc from "fast-check";
import { splitRange } from "../../control-plane/src/usage/split-range.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** Moments everywhere, and close to the borders of hours and days, before 1970 as well. */
const moment = fc.oneof(
  fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }),
  fc
    .tuple(
      fc.integer({ min: -50, max: 50 }),
      fc.constantFrom(HOUR_MS, DAY_MS),
      fc.integer({ min: -2, max: 2 }),
    )
    .map(([times, length, offset]) => times * length + offset),
);

test("any range is covered exactly, in order, by at most five segments, each of whole periods", () => {
  fc.assert(
    fc.property(moment, moment, (start, end) => {
      const segments = splitRange(start, end);
      expect(segments.length).toBeLessThanOrEqual(5);
      let reached = start;
      for (const segment of segments) {
        expect(segment.start === reached && segment.end > segment.start).toBe(true);
        if (segment.periodLength !== undefined) {
          expect([HOUR_MS, DAY_MS]).toContain(segment.periodLength);
          expect(segment.start % segment.periodLength === 0 && segment.end % segment.periodLength === 0).toBe(
            true,
          );
        }
        reached = segment.end;
      }
      expect(reached === Math.max(start, end) || start >= end).toBe(true);
      if (start >= end) expect(segments).toEqual([]);
    }),
    { numRuns: 2000 },
  );
});

test("events are read for less than two hours at a stretch, and rollups by the hour for less than two days", () => {
  fc.assert(
    fc.property(moment, moment, (start, end) => {
      for (const segment of splitRange(start, end)) {
        const length = segment.end - segment.start;
        if (segment.periodLength === undefined) expect(length).toBeLessThan(2 * HOUR_MS);
        if (segment.periodLength === HOUR_MS) expect(length).toBeLessThan(2 * DAY_MS);
      }
    }),
    { numRuns: 2000 },
  );
});
