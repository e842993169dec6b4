import { execFileSync } from "node:child_process";
import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Kills a running Terraform and all that it has started, as a machine that loses its power would. */
export function killTerraform(pid: number): void {
  const children = childrenOf(pid);
  kill([pid]);
  kill(children); // nobody would ever end them
}

/** Kills the providers of a running Terraform, and leaves Terraform alone. */
export function killProviders(terraform: number): void {
  kill(childrenOf(terraform));
}

/**
 * Terraform writes a local state in place. Killed in the middle of that it leaves an empty file, or half of one, and its
 * backup is what users have left; it knows nothing of the apply that was killed. Backends elsewhere don't have this.
 *
 * @returns whether the state was torn.
 */
export async function mendTornState(folder: string): Promise<boolean> {
  const file = join(folder, "terraform.tfstate");
  const torn = await readFile(file, "utf8").then(
    (text) => !isJson(text),
    () => true,
  );
  if (torn) await copyFile(`${file}.backup`, file);
  return torn;
}

function childrenOf(pid: number): number[] {
  try {
    const output = execFileSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" });
    return output.split("\n").filter(Boolean).map(Number);
  } catch {
    return []; // there are none
  }
}

/** What has ended by itself meanwhile is none of our business. */
function kill(pids: number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
