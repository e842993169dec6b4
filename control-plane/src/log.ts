import { writeSync } from "node:fs";
import { type Logger, pino } from "pino";

const STDOUT = 1;
/** Lines that come close together are written together: a system call for each would cost every request its time. */
const MAX_WAIT_MS = 50;
const MAX_LENGTH = 64 * 1024;

/** The log of a process, to stdout. What is waiting is written when the process exits. */
export function createLog(level: string): Logger {
  let waiting = "";
  let timer: NodeJS.Timeout | undefined;

  function flush(): void {
    clearTimeout(timer);
    timer = undefined;
    const text = waiting;
    waiting = "";
    if (text !== "") writeAll(Buffer.from(text));
  }

  process.on("exit", flush);
  return pino(
    { level },
    {
      write(line) {
        waiting += line;
        if (waiting.length > MAX_LENGTH) flush();
        else timer ??= setTimeout(flush, MAX_WAIT_MS);
      },
    },
  );
}

const PAUSE_MS = 5;
const pause = new Int32Array(new SharedArrayBuffer(4));

function writeAll(bytes: Buffer): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(STDOUT, bytes, written);
    } catch (error) {
      // A reader that has gone must not take the service along; one that is slow for now is waited for.
      if ((error as NodeJS.ErrnoException).code !== "EAGAIN") return;
      Atomics.wait(pause, 0, 0, PAUSE_MS);
    }
  }
}
