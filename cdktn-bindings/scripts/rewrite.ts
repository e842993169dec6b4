// Makes the sources of @aigateway/cdktn from those of @aigateway/cdktf: the same, on CDK Terrain (`cdktn`), which carries
// CDKTF on with the same classes. Usage: npm run build -w cdktn-bindings
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";

const FROM = join(__dirname, "..", "..", "cdktf-bindings", "src");
const TO = join(__dirname, "..", "src");

async function main(): Promise<void> {
  const sources = await typeScriptFiles(FROM);
  const wanted = new Set(sources.map((file) => join(TO, relative(FROM, file))));
  for (const file of await typeScriptFiles(TO)) if (!wanted.has(file)) await rm(file);
  for (const file of sources) {
    const target = join(TO, relative(FROM, file));
    await writeIfChanged(target, forCdktn(await readFile(file, "utf8")));
  }
}

/** The package that is imported, and our own by its name in examples. */
function forCdktn(source: string): string {
  return source
    .replace(/(from\s+|import\(|require\()(["'])cdktf\2/g, "$1$2cdktn$2")
    .replaceAll("@aigateway/cdktf", "@aigateway/cdktn");
}

/** Leaves alone what is the same, so that the compiler need not look at it again. */
async function writeIfChanged(file: string, text: string): Promise<void> {
  if ((await readFile(file, "utf8").catch(() => undefined)) === text) return;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

async function typeScriptFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
