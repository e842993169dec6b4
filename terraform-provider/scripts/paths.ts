import { join } from "node:path";
import { EXECUTABLE } from "../src/version.ts";

export const packageFolder = join(import.meta.dirname, "..");

/** The bundle, in a folder of its own. */
export function builtProvider(): string {
  return join(packageFolder, "dist/provider", EXECUTABLE);
}
