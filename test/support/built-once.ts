import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";

const ROOT = join(__dirname, "..", "..");
const ONE_DAY = 24 * 60 * 60 * 1000;

export interface BuiltOnceOptions {
  /** The name of the cache's folder. */
  name: string;
  /** All that the build is made of: files, and folders with everything in them. */
  sources: string[];
  /** Builds into an empty folder, which will then be moved to the other path. */
  build(draft: string, folder: string): Promise<unknown>;
}

/**
 * The folder of a build of the sources as they are now. Built once for one state of them, however many test files and
 * processes ask; it appears as a whole, and builds that were made more than a day ago are deleted.
 */
export async function builtOnce({ name, sources, build }: BuiltOnceOptions): Promise<string> {
  const cache = join(ROOT, "node_modules", ".cache", name);
  const folder = join(cache, hashOf(sources.flatMap(filesIn)));
  if (existsSync(folder)) return folder;
  await mkdir(cache, { recursive: true });
  const draft = await mkdtemp(join(cache, "building-"));
  await build(draft, folder);
  // Another process may have been faster: its result is the same.
  await rename(draft, folder).catch(() => rm(draft, { recursive: true, force: true }));
  await forgetOldBuilds(cache);
  return folder;
}

function filesIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** Of the names, too: a checkout elsewhere has builds of its own. */
function hashOf(files: string[]): string {
  const hash = createHash("sha256");
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}

async function forgetOldBuilds(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const build = join(cache, name);
    const { mtimeMs } = await stat(build).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > ONE_DAY) await rm(build, { recursive: true, force: true });
  }
}
