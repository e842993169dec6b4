import { setTimeout as sleep } from "node:timers/promises";

/** What a service has taken and has to let go of. */
export interface StopList {
  onStop(stop: () => Promise<void>): void;
  /** Lets go of everything, the last taken first, each after the other; runs once. */
  stop(): Promise<void>;
}

/** @param timeoutMs how long each step may take: a store that does not answer must not keep a process alive. */
export function createStopList(timeoutMs: number): StopList {
  const steps: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;

  async function stopAll(): Promise<void> {
    for (const step of steps.reverse()) {
      const deadline = new AbortController();
      const late = sleep(timeoutMs, undefined, { signal: deadline.signal }).catch(() => undefined);
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
