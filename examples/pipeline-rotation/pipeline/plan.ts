import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { connectAccessKeys } from "./access-keys.ts";
import { type Changes, type PlanDocument, readChanges } from "./changes.ts";
import { lockHolder } from "./lock-holder.ts";
import { EXIT } from "./outcome.ts";
import { readState } from "./state.ts";
import { straysAmong } from "./strays.ts";
import { summarise } from "./summary.ts";
import type { Terraform } from "./terraform.ts";

export interface PlanOptions {
  /** A file for the summary, in Markdown. */
  summary: string | undefined;
  /** A file for the plan itself, which holds tokens. */
  out: string | undefined;
  /** A file for a line `REVIEWED_PLAN=<fingerprint>`. */
  fingerprint: string | undefined;
}

/** Says what a deployment would do. It doesn't lock the state: no pull request holds up a deployment, or waits for one. */
export async function plan(terraform: Terraform, options: PlanOptions): Promise<number> {
  const accessKeys = connectAccessKeys(process.env);
  return withPlanFile(options.out, async (file) => {
    const listed = await accessKeys.list();
    const { code } = await terraform.run(planCommand(file, ["-lock=false"]), [EXIT.changes]);
    const changes = await changesIn(file, terraform);
    // What a run at work has made is in no state yet, and can't be told from a stray here: `deploy` can.
    const isBusy = (await lockHolder()) !== undefined;
    const strays = isBusy ? [] : straysAmong(listed, await readState(terraform));
    const text = summarise(changes, { strays, isBusy });
    console.log(`\n${text}`);
    if (options.summary) await writeFile(options.summary, text);
    if (options.fingerprint) await writeFile(options.fingerprint, `REVIEWED_PLAN=${changes.fingerprint}\n`);
    return code === EXIT.changes || strays.length > 0 ? EXIT.changes : EXIT.done;
  });
}

export function planCommand(file: string, options: string[]): string[] {
  return ["plan", "-no-color", "-detailed-exitcode", `-out=${file}`, ...options];
}

export async function changesIn(file: string, terraform: Terraform): Promise<Changes> {
  return readChanges(JSON.parse(await terraform.read(["show", "-json", file])) as PlanDocument);
}

/** With a file for a plan, which is deleted afterwards unless it was asked for: a plan holds the state's tokens. */
export async function withPlanFile<T>(
  path: string | undefined,
  work: (file: string) => Promise<T>,
): Promise<T> {
  if (path !== undefined) {
    await writeFile(path, "", { mode: 0o600 }); // before Terraform makes one that others can read
    return work(resolve(path));
  }
  const folder = await mkdtemp(join(tmpdir(), "gateway-keys-"));
  try {
    return await work(join(folder, "plan"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
