import { spawn } from "node:child_process";
import { once } from "node:events";
import { NotShown } from "./log.ts";

/** Runs a program to its end and returns what it printed. Throws `NotShown` with that, when it fails. */
export async function runCommand(
  program: string,
  commandArguments: string[],
  options: { cwd: string; env: NodeJS.ProcessEnv },
): Promise<string> {
  const child = spawn(program, commandArguments, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const failedToStart = once(child, "error").then(([error]) => Promise.reject(error));
  const [code] = await Promise.race([once(child, "close"), failedToStart]);
  if (code !== 0)
    throw new NotShown(`"${program} ${commandArguments.join(" ")}" exited with ${code}:\n${output}`);
  return output;
}
