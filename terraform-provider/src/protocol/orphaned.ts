/** Long enough to cost nothing, short enough that nobody wonders what is still running. */
const LOOK_MS = 1_000;

/**
 * Calls back once the process that started this one is gone without a word, as after `kill -9`: nobody would ever end
 * this one. Does not keep the process alive. On Windows, where a process keeps the number of its dead parent, it says
 * nothing.
 */
export function whenOrphaned(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, LOOK_MS);
  timer.unref();
}
