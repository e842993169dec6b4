import { createHash } from "node:crypto";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(__dirname, "..", "..");
const CACHE = join(ROOT, "node_modules", ".cache", "aigateway-service");

let program: Promise<string> | undefined;

/** The service and its command line as one file, made of the sources as they are: it starts faster than they do. */
export function serviceProgram(): Promise<string> {
  program ??= bundle();
  return program;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "control-plane", "src", "main.ts")],
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    write: false,
    logLevel: "error",
  });
  const [{ contents } = { contents: new Uint8Array() }] = outputFiles;
  const file = join(CACHE, `${createHash("sha256").update(contents).digest("hex").slice(0, 16)}.mjs`);
  mkdirSync(CACHE, { recursive: true });
  // Other workers make the same file: it appears whole.
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, contents);
  renameSync(draft, file);
  return file;
}
