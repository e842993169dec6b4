import { setTimeout as sleep } from "node:timers/promises";

/** What a service has taken and has to let go of. */
export interface StopList {
  onStop(stop: () => Promise<void>): void;
  /** Lets go of everything, the last taken first, each after the other; runs once. */
  stop(): Promise<void>;
}

/** What is left for a step when those before it have taken all the time. */
const MIN_STEP_MS = 1000;

/** @param timeoutMs how long all may take: a store that does not answer must not keep a process alive. */
export function createStopList(timeoutMs: number): StopList {
  const steps: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    const end = performance.now() + timeoutMs;
    for (const step of steps.reverse()) {
      const leftMs = Math.max(end - performance.now(), MIN_STEP_MS);
      const deadline = new AbortController();
      const late = sleep(leftMs, undefined, { signal: deadline.signal }).catch(() => undefined);
      await Promise.race([step(), late]);
      deadline.abort();
    }
  }

  return {
    onStop: (step) => void steps.push(step),
    stop() {
      stopped ??= stopAll();
      return stopped;
    },
  };
}
