import type { Clock } from "../../control-plane/src/clock.ts";

/** A clock that moves only when it is told to. */
export interface MovingClock extends Clock {
  /** Moves on by this many milliseconds. */
  advance(milliseconds: number): void;
  /** Moves to a moment: RFC 3339, or milliseconds since the epoch. */
  set(moment: string | number): void;
}

/** @param start RFC 3339, or milliseconds since the epoch. */
export function createMovingClock(start: string | number): MovingClock {
  let now = new Date(start).getTime();
  return {
    now: () => now,
    advance(milliseconds) {
      now += milliseconds;
    },
    set(moment) {
      now = new Date(moment).getTime();
    },
  };
}
