import type { Clock } from "../clock.ts";

const INTERVAL_MS = 60_000;

/** Lets one warning through in a minute: a collector that is away for a day must not fill the log. */
export function createWarningLimit(clock: Clock): () => boolean {
  let next = 0;
  return () => {
    const now = clock.now();
    if (now < next) return false;
    next = now + INTERVAL_MS;
    return true;
  };
}
