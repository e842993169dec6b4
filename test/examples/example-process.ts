import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

const EXAMPLES = join(__dirname, "..", "..", "examples");

/** One of the examples of clients, running as a user would run it. */
export interface ExampleProcess {
  /** Types a line, and gives the two that it prints then. Throws with all that it printed if it ends instead. */
  ask(question: string): Promise<string[]>;
  /** Ends its input, and gives its exit code and all that it printed on stderr. */
  end(): Promise<{ code: number | null; errors: string }>;
  kill(): void;
}

/** Starts `main.ts` or `main.py` of a folder below `examples`. */
export function startExample(folder: string, env: Record<string, string>): ExampleProcess {
  const isPython = folder.endsWith("python");
  const [program, ...programArguments] = isPython
    ? ["python3", "main.py"]
    : [process.execPath, "--import", "tsx", "main.ts"];
  const child = spawn(program as string, programArguments, {
    cwd: join(EXAMPLES, folder),
    env: {
      PATH: process.env.PATH ?? "",
      ...(isPython && { PYTHONPATH: join(__dirname, "openai-stand-in"), PYTHONDONTWRITEBYTECODE: "1" }),
      ...env,
    },
  });
  let printed = "";
  let errors = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  child.stdin.on("error", () => {}); // it may have ended already
  const ended = once(child, "close").then(([code]) => code as number | null);

  return {
    async ask(question) {
      printed = "";
      child.stdin.write(`${question}\n`);
      while (printed.split("\n").length < 3) {
        const code = await Promise.race([ended, once(child.stdout, "data").then(() => "printed")]);
        if (code !== "printed") throw new Error(`It ended with ${code}:\n${printed}${errors}`);
      }
      return printed.trim().split("\n");
    },
    async end() {
      child.stdin.end();
      return { code: await ended, errors };
    },
    kill: () => void child.kill(),
  };
}
