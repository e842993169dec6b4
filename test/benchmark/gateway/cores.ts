import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import type { Scope } from "../scope.ts";

/** Where the measured process runs alone, and where everything else does. */
export interface Cores {
  measured: number | undefined;
  /** For the report. */
  description: string;
}

/**
 * Confines this process, what it has started (a database) and what it starts, to all cores but one, and leaves that one
 * to what is measured. Without a second core, or without util-linux's `taskset`, nothing is confined.
 */
export function divideCores(scope: Scope): Cores {
  const isDivided = cpus().length > 1 && confine(`1-${cpus().length - 1}`);
  if (!isDivided) return { measured: undefined, description: "not pinned to a core" };
  scope.onClose(async () => void confine(`0-${cpus().length - 1}`));
  return { measured: 0, description: "pinned to a core" };
}

/** A command that runs on one core. */
export function onCore(core: number | undefined, command: readonly string[]): readonly string[] {
  return core === undefined ? command : ["taskset", "--cpu-list", String(core), ...command];
}

function confine(list: string): boolean {
  const confined = withDescendants(process.pid).map(
    (pid) => spawnSync("taskset", ["--all-tasks", "--cpu-list", "--pid", list, String(pid)]).status === 0,
  );
  return confined[0] === true; // a child may have ended meanwhile
}

function withDescendants(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(withDescendants)];
}

function childrenOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8");
    return children.split(" ").filter(Boolean).map(Number);
  } catch {
    return []; // it has ended, or this system has no such file
  }
}
