import { execFileSync } from "node:child_process";

/** The process ids of those that a process has started and that are still there. */
export function childrenOf(pid: number): number[] {
  const output = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const pairs = output
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  return pairs.flatMap(([child = 0, parent]) => (parent === pid ? [child] : []));
}

/** Kills processes, which get no chance to do anything. What has ended by itself meanwhile is none of our business. */
export function kill(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}
