import { parseArgs } from "node:util";
import type { Benchmark } from "./benchmark.ts";
import { FULL, SHORT, type Sizes } from "./sizes.ts";

/** The command line is wrong; `message` says what is right. */
export class WrongArguments extends Error {
  override name = "WrongArguments";
}

/** Reads `--short` or `--full` (the default), and `--only=<name>`. */
export function readArguments(
  given: string[],
  all: readonly Benchmark[],
): { sizes: Sizes; chosen: readonly Benchmark[] } {
  const names = all.map(({ name }) => name).join(", ");
  const usage = `npm run benchmark -- [--short] [--only=<name>], where <name> is one of: ${names}`;
  try {
    const { values } = parseArgs({
      args: given,
      options: { short: { type: "boolean" }, full: { type: "boolean" }, only: { type: "string" } },
    });
    const chosen = all.filter(({ name }) => values.only === undefined || values.only === name);
    if (chosen.length === 0 || (values.short && values.full)) throw new WrongArguments(usage);
    return { sizes: values.short ? SHORT : FULL, chosen };
  } catch (error) {
    throw error instanceof WrongArguments ? error : new WrongArguments(usage);
  }
}
