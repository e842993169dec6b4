import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Scope } from "../scope.ts";
import { onCore } from "./cores.ts";

export interface Program {
  pid: number;
  /** Where it listens; empty for one that does not. */
  url: string;
  /** Sends a message and waits for the answer. Throws when there comes none. */
  ask(message: object): Promise<unknown>;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  /** A file of `programs`, without its extension. */
  name: string;
  /** The core it may use; undefined: any that this process may use. */
  core?: number | undefined;
  env?: Record<string, string>;
}

/**
 * Starts a program of the benchmark as a process of its own and waits until it listens. It is compiled, as the service
 * is: what runs sources directly slows down what they do.
 */
export async function startProgram(scope: Scope, { name, core, env = {} }: ProgramOptions): Promise<Program> {
  const file = await compile(scope, name);
  const [command, ...parameters] = onCore(core, [process.execPath, file]);
  const child = spawn(command as string, parameters, {
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const exited = once(child, "exit");
  const stop = async () => {
    child.kill();
    await exited;
  };
  scope.onClose(stop);
  const { url } = (await answerOf(child, name)) as { url: string };
  return {
    pid: child.pid as number,
    url,
    ask(message) {
      const answer = answerOf(child, name);
      child.send(message);
      return answer;
    },
    stop,
  };
}

async function answerOf(child: ChildProcess, name: string): Promise<unknown> {
  if (child.exitCode !== null) throw new Error(`${name} has ended.`);
  const done = new AbortController();
  const { signal } = done;
  const gone = once(child, "exit", { signal }).then(() =>
    Promise.reject(new Error(`${name} ended too early.`)),
  );
  try {
    const [answer] = (await Promise.race([once(child, "message", { signal }), gone])) as [{ error?: string }];
    if (answer.error !== undefined) throw new Error(`${name}: ${answer.error}`);
    return answer;
  } finally {
    gone.catch(() => undefined);
    done.abort();
  }
}

async function compile(scope: Scope, name: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "aigateway-benchmark-"));
  scope.onClose(async () => rmSync(folder, { recursive: true, force: true }));
  const outfile = join(folder, `${name}.mjs`);
  await build({
    entryPoints: [join(__dirname, "programs", `${name}.ts`)],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    outfile,
    logLevel: "error",
  });
  return outfile;
}
