import { spawn } from "node:child_process";
import { lockHolder, runName } from "./lock-holder.ts";
import { EXIT, PipelineError } from "./outcome.ts";

export interface TerraformRun {
  code: number;
  stdout: string;
}

/** Terraform on what was synthesised. */
export interface Terraform {
  /**
   * Runs a command and shows what it says. Throws when it fails.
   *
   * @param accepted Exit codes that are no failure.
   */
  run(command: string[], accepted?: number[]): Promise<TerraformRun>;
  /** Runs a command whose output may hold tokens: it is returned and never shown. */
  read(command: string[]): Promise<string>;
}

/** A plan was made before something else was deployed; it can't be applied any more. */
export class StalePlanError extends PipelineError {
  override name = "StalePlanError";
}

const WAITING = "Acquiring state lock. This may take a few moments";

/** @param folder Where the synthesised configuration is. */
export async function startTerraform(folder: string): Promise<Terraform> {
  async function run(command: string[], accepted: number[], isShown: boolean): Promise<TerraformRun> {
    // In a process group of its own: a signal reaches it once, from here. The second one would have it leave everything
    // as it stands, instead of finishing the request under way and writing the state.
    const child = spawn("terraform", command, {
      cwd: folder,
      detached: true,
      env: {
        PGAPPNAME: runName(process.env).slice(0, 63),
        ...process.env,
        TF_IN_AUTOMATION: "1",
        TF_INPUT: "0",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const pass = (signal: NodeJS.Signals) => void child.kill(signal === "SIGTERM" ? "SIGINT" : signal);
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, pass);
    let [stdout, stderr] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      if (isShown) process.stdout.write(text);
      if (text.includes(WAITING))
        lockHolder().then((holder) => holder && console.log(`Waiting for ${holder}.`));
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      process.stderr.write(text);
    });
    const code = await new Promise<number>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (exit) => resolve(exit ?? EXIT.failed)); // null when it was killed
    });
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, pass);
    if (code !== 0 && !accepted.includes(code)) throw await failure(command, stderr);
    return { code, stdout };
  }

  await run(["init", "-no-color"], [], false);
  return {
    run: (command, accepted = []) => run(command, accepted, true),
    read: async (command) => (await run(command, [], false)).stdout,
  };
}

async function failure([command]: string[], stderr: string): Promise<PipelineError> {
  if (stderr.includes("Error acquiring the state lock")) {
    const holder =
      (await lockHolder(stderr)) ?? "a run that has ended in the meantime, or that can't be told";
    return new PipelineError(
      `The state is locked by ${holder}. Nothing was changed. Let it finish and run this again, or wait longer with --lock-timeout.`,
      EXIT.locked,
    );
  }
  if (stderr.includes("Saved plan is stale")) {
    return new StalePlanError(
      "Something was deployed since this plan was made. Nothing was changed; plan and review again.",
      EXIT.reviewAgain,
    );
  }
  return new PipelineError(
    `terraform ${command} failed, for the reason above. Run the same again once it is removed: it goes on from where this run ended.`,
  );
}
