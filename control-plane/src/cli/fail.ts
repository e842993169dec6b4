import { ConfigError } from "../config.ts";
import { CommandError } from "./context.ts";

/** Ends the process with 1 after saying why: a sentence for faults of the surroundings, a stack for our own. */
export function fail(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  if (error instanceof ConfigError) return `The configuration is wrong:\n${error.message}`;
  if (error instanceof CommandError) return error.message;
  if (!(error instanceof Error)) return String(error);
  // Such as a port that is taken, or a database that is away or newer than this release.
  const known = "code" in error || error.name === "NewerDatabase";
  return `It can't be done: ${known ? error.message : (error.stack ?? error.message)}`;
}
