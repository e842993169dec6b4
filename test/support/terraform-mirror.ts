import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { cliConfiguration, installIntoMirror } from "../../terraform-provider/scripts/mirror.ts";
import { EXECUTABLE } from "../../terraform-provider/src/version.ts";

const repository = resolve(__dirname, "../..");
const packageFolder = join(repository, "terraform-provider");
const cache = join(repository, "node_modules/.cache/terraform-provider");

const ONE_DAY = 24 * 60 * 60 * 1000;

/**
 * The provider, built from the sources as they are now, in a filesystem mirror of its own with the CLI configuration
 * that names it. Built once for one state of the sources, however many test files and processes ask.
 */
export async function providerMirror(): Promise<{ cliConfigFile: string; executable: string }> {
  const folder = join(cache, sourcesHash());
  if (!existsSync(folder)) await build(folder);
  return { cliConfigFile: join(folder, "terraform.rc"), executable: join(folder, "built", EXECUTABLE) };
}

async function build(folder: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, "building-"));
  const built = join(draft, "built");
  const tsx = join(repository, "node_modules/.bin/tsx");
  await promisify(execFile)(tsx, [join(packageFolder, "scripts/build.ts"), built], { cwd: packageFolder });
  await installIntoMirror(join(built, EXECUTABLE), join(draft, "mirror"));
  await writeFile(join(draft, "terraform.rc"), cliConfiguration(join(folder, "mirror")));
  // Another process may have been faster: its result is the same.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  await forgetOldBuilds();
}

async function forgetOldBuilds(): Promise<void> {
  for (const name of await readdir(cache)) {
    const build = join(cache, name);
    const { mtimeMs } = await stat(build).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > ONE_DAY) await rm(build, { recursive: true, force: true });
  }
}

function sourcesHash(): string {
  const hash = createHash("sha256").update(repository);
  for (const folder of ["src", "scripts"]) {
    const files = readdirSync(join(packageFolder, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) hash.update(file).update(readFileSync(file));
  }
  return hash
    .update(readFileSync(join(packageFolder, "package.json")))
    .digest("hex")
    .slice(0, 16);
}
