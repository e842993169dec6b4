import { readdirSync, readFileSync } from "node:fs";

const EVERY_MS = 50;

/** Watches the processes of a program, whoever starts them, while they come and go. */
export interface PeakMemory {
  /** The most that one of them ever had, in megabytes; undefined where there is no /proc. */
  stop(): number | undefined;
}

/** @param executable What stands in the processes' command lines. */
export function watchPeakMemory(executable: string): PeakMemory {
  let peak: number | undefined;
  const look = () => {
    for (const pid of processesOf(executable)) {
      const kilobytes = /^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${pid}/status`))?.[1];
      if (kilobytes !== undefined) peak = Math.max(peak ?? 0, Number(kilobytes) / 1024);
    }
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return peak;
    },
  };
}

function processesOf(executable: string): string[] {
  try {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    return pids.filter((pid) => read(`/proc/${pid}/cmdline`).includes(executable));
  } catch {
    return [];
  }
}

/** Empty where the process has ended meanwhile. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
