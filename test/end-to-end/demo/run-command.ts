import { spawn } from "node:child_process";
import { once } from "node:events";
import { NotShown } from "./log.ts";

/** Runs a program to its end and returns its stdout. Throws `NotShown` with all that it printed, when it fails. */
export async function runCommand(
  program: string,
  commandArguments: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  const child = spawn(program, commandArguments, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  let printed = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    printed += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
  });
  const [code] = await once(child, "close"); // rejects when the program can't be started
  if (code !== 0)
    throw new NotShown(`"${program} ${commandArguments.join(" ")}" exited with ${code}:\n${printed}`);
  return stdout;
}
