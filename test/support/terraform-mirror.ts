import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { cliConfiguration, installIntoMirror } from "../../terraform-provider/scripts/mirror.ts";
import { EXECUTABLE } from "../../terraform-provider/src/version.ts";
import { builtOnce } from "./built-once.ts";

const repository = resolve(__dirname, "../..");
const packageFolder = join(repository, "terraform-provider");

/**
 * The provider, built from the sources as they are now, in a filesystem mirror of its own with the CLI configuration
 * that names it. Built once for one state of the sources, however many test files and processes ask.
 */
export async function providerMirror(): Promise<{ cliConfigFile: string; executable: string }> {
  const sources = ["src", "scripts", "package.json"].map((name) => join(packageFolder, name));
  const folder = await builtOnce({ name: "terraform-provider", sources, build });
  return { cliConfigFile: join(folder, "terraform.rc"), executable: join(folder, "built", EXECUTABLE) };
}

async function build(draft: string, folder: string): Promise<void> {
  const built = join(draft, "built");
  const tsx = join(repository, "node_modules/.bin/tsx");
  await promisify(execFile)(tsx, [join(packageFolder, "scripts/build.ts"), built], { cwd: packageFolder });
  await installIntoMirror(join(built, EXECUTABLE), join(draft, "mirror"));
  await writeFile(join(draft, "terraform.rc"), cliConfiguration(join(folder, "mirror")));
}
