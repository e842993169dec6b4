/** A sign of life is good for this long. */
const GOOD_FOR_MS = 500;

/** Remembers when something was last known to work. Not by the clock: it is about this process's own waiting. */
export interface Liveness {
  isLive(): boolean;
  /** It worked when it was asked at that moment (`performance.now()`). */
  sign(askedAt: number): void;
}

export function createLiveness(): Liveness {
  let last = Number.NEGATIVE_INFINITY;
  return {
    isLive: () => performance.now() - last < GOOD_FOR_MS,
    sign(askedAt) {
      last = askedAt;
    },
  };
}
