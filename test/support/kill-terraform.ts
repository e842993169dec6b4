import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { childrenOf, kill } from "./child-processes.ts";

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

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
