import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type AccessKeys, connectAccessKeys, type RemoteKey } from "./access-keys.ts";
import { EXIT, PipelineError } from "./outcome.ts";
import { changesIn, planCommand, withPlanFile } from "./plan.ts";
import { readState } from "./state.ts";
import { retireStrays, straysAmong } from "./strays.ts";
import { summarise } from "./summary.ts";
import { StalePlanError, type Terraform } from "./terraform.ts";

export interface DeployOptions {
  /** The file of a plan that was reviewed: exactly that is applied. */
  planFile: string | undefined;
  /** The fingerprint of the plan that was reviewed: nothing is applied unless it is still the same. */
  reviewed: string | undefined;
  /** For how long a locked state is waited for, in Go's syntax. */
  lockTimeout: string;
  summary: string | undefined;
}

/** How often another deployment may come between the plan and its application. */
const TRIES = 3;

/** Deploys, and cleans up after runs that died. It can be repeated at any time. */
export async function deploy(terraform: Terraform, options: DeployOptions): Promise<number> {
  const accessKeys = connectAccessKeys(process.env);
  // Before the lock: see `straysAmong`.
  const listed = await accessKeys.list();
  const lock = `-lock-timeout=${options.lockTimeout}`;
  if (options.planFile) {
    await terraform.run(["apply", "-no-color", lock, resolve(options.planFile)]);
  } else {
    await planAndApply(terraform, options, lock);
  }
  return finish(terraform, accessKeys, listed);
}

async function planAndApply(terraform: Terraform, options: DeployOptions, lock: string): Promise<void> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await withPlanFile(undefined, async (file) => {
        const { code } = await terraform.run(planCommand(file, [lock]), [EXIT.changes]);
        const changes = await changesIn(file, terraform);
        const text = summarise(changes);
        if (options.summary) await writeFile(options.summary, text);
        if (options.reviewed !== undefined && options.reviewed !== changes.fingerprint) {
          console.log(`\n${text}`);
          throw new PipelineError(
            "This is not what was reviewed. Nothing was changed; review the plan above, or plan again.",
            EXIT.reviewAgain,
          );
        }
        if (code === EXIT.changes) await terraform.run(["apply", "-no-color", lock, file]);
      });
    } catch (error) {
      if (!(error instanceof StalePlanError) || left === 0) throw error;
    }
  }
}

async function finish(terraform: Terraform, accessKeys: AccessKeys, listed: RemoteKey[]): Promise<number> {
  await retireStrays(straysAmong(listed, await readState(terraform)), accessKeys);
  return EXIT.done;
}
