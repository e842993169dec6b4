import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { providerMirror } from "./terraform-mirror.ts";

const REPOSITORY = join(__dirname, "..", "..");
export const PIPELINE_EXAMPLE = join(REPOSITORY, "examples", "pipeline-rotation");

export interface PipelineRun {
  code: number;
  output: string;
}

/** A checkout of `examples/pipeline-rotation` on a CI's machine. */
export interface PipelineExample {
  folder: string;
  /** What a commit changes. */
  commit(keys: Record<string, object>): Promise<void>;
  /** Calls `pipeline.ts` as CI does, to its end. */
  run(command: string[], env?: Record<string, string>): Promise<PipelineRun>;
  start(
    command: string[],
    env?: Record<string, string>,
  ): { process: ChildProcess; finished: Promise<PipelineRun> };
  /** A file that the script wrote, by its name. */
  file(name: string): Promise<string>;
  /** What the key's clients read. */
  token(key: string): Promise<string>;
  remove(): Promise<void>;
}

/** @param env The CI's secrets and settings. */
export async function checkOutPipelineExample(env: Record<string, string>): Promise<PipelineExample> {
  const { cliConfigFile } = await providerMirror();
  const cache = join(REPOSITORY, "node_modules", ".cache");
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, "pipeline-")); // inside the checkout, where the packages are found
  await cp(PIPELINE_EXAMPLE, folder, {
    recursive: true,
    filter: (path) =>
      !/(cdktf\.out|tfstate|node_modules|secrets|tsconfig\.json)/.test(path.slice(PIPELINE_EXAMPLE.length)),
  });

  const start = (command: string[], more: Record<string, string> = {}) => {
    const child = spawn(process.execPath, ["--import", "tsx", "pipeline.ts", ...command], {
      cwd: folder,
      env: {
        PATH: process.env.PATH ?? "",
        HOME: folder,
        TF_CLI_CONFIG_FILE: cliConfigFile,
        CHECKPOINT_DISABLE: "1",
        ...env,
        ...more,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    return { process: child, finished: once(child, "close").then(([code]) => ({ code, output })) };
  };

  return {
    folder,
    commit: (keys) => writeFile(join(folder, "keys.json"), JSON.stringify(keys)),
    run: (command, more) => start(command, more).finished,
    start,
    file: (name) => readFile(join(folder, name), "utf8"),
    token: (key) => readFile(join(folder, "secrets", key), "utf8"),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Waits until a process prints this. */
export function said(child: ChildProcess, text: string): Promise<void> {
  return new Promise((resolve) => {
    child.stdout?.on("data", (chunk) => String(chunk).includes(text) && resolve());
  });
}
