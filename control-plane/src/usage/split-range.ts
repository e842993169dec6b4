import { DAY_MS, HOUR_MS } from "../clock.ts";

/** A stretch of time, `[start, end)`, and what its usage is read from: rollups of whole periods, or the events. */
export interface Segment {
  start: number;
  end: number;
  /** Milliseconds; undefined: the events themselves. */
  periodLength: number | undefined;
}

/**
 * Cuts a range into whole days, whole hours at both sides of them, and what is left of an hour at its ends: at most
 * five segments, in their order, that cover the range exactly.
 */
export function splitRange(start: number, end: number): Segment[] {
  return split(start, end, [DAY_MS, HOUR_MS]);
}

function split(start: number, end: number, [length, ...finer]: number[]): Segment[] {
  if (start >= end) return [];
  if (length === undefined) return [{ start, end, periodLength: undefined }];
  const from = Math.ceil(start / length) * length;
  const to = Math.floor(end / length) * length;
  if (from >= to) return split(start, end, finer);
  return [
    ...split(start, from, finer),
    { start: from, end: to, periodLength: length },
    ...split(to, end, finer),
  ];
}
