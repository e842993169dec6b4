import { join } from "node:path";
import { TYPE, VERSION } from "../src/version.ts";

export const packageFolder = join(import.meta.dirname, "..");

/** The bundle, in a folder of its own, under the name that Terraform's plugin discovery wants. */
export function builtProvider(): string {
  return join(packageFolder, "dist/provider", `terraform-provider-${TYPE}_v${VERSION}`);
}
