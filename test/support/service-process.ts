import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { serviceProgram } from "./service-program.ts";

const ROOT = join(__dirname, "..", "..");

export interface ServiceProcess {
  pid: number;
  /** Where it listens. */
  url: string;
  /** Everything that it has printed so far. */
  output(): string;
  kill(signal: NodeJS.Signals): void;
  /** The exit code, or null after a signal that it did not handle. */
  exited: Promise<number | null>;
}

/** What `npm start` runs, once `npm run build` has made it. */
export const BUILT_SERVICE = [join(ROOT, "control-plane", "dist", "src", "main.js")];

/** Starts the service as a process of its own, and waits until it listens or ends. */
export async function startServiceProcess(
  env: Record<string, string>,
  program?: readonly string[],
): Promise<ServiceProcess> {
  const child = spawn(
    process.execPath,
    program ?? [await serviceProgram()],
    // The surroundings' own settings would make the tests depend on the machine.
    {
      cwd: ROOT,
      env: { PATH: process.env.PATH ?? "", AIGATEWAY_PORT: "0", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  const exited = once(child, "exit").then(([code]) => code as number | null);
  const listening = new Promise<string>((resolve) => {
    const read = (text: string) => {
      output += text;
      const url = /"url":"([^"]+)"/.exec(output)?.[1];
      if (url) resolve(url);
    };
    child.stdout.setEncoding("utf8").on("data", read);
    child.stderr.setEncoding("utf8").on("data", read);
  });
  const url = await Promise.race([listening, exited.then(() => "")]);
  return {
    pid: child.pid as number,
    url,
    output: () => output,
    kill: (signal) => child.kill(signal),
    exited,
  };
}
