import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { serviceProgram } from "./service-program.ts";

export interface CliRun {
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** What `--json` printed. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  json(): any;
}

/** Runs `aigateway …` with these settings only; `killAt` ends it hard when it has printed that. */
export async function runCli(
  command: string[],
  env: Record<string, string> = {},
  options: { killAt?: string } = {},
): Promise<CliRun> {
  const child = spawn(process.execPath, [await serviceProgram(), ...command], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
    if (options.killAt !== undefined && stderr.includes(options.killAt)) child.kill("SIGKILL");
  });
  const [exitCode] = (await once(child, "close")) as [number | null];
  return { exitCode, stdout, stderr, json: () => JSON.parse(stdout) };
}
