import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const ROOT = join(__dirname, "..", "..");
const CONTROL_PLANE = join(ROOT, "control-plane");
const CACHE = join(ROOT, "node_modules", ".cache", "aigateway-service");

/** What can't be bundled: native code, drivers that are not installed, and packages that look for files of their own. */
const EXTERNAL = [
  ...["sqlite3", "pino", "swagger-ui-dist", "gpt-tokenizer"],
  ...["better-sqlite3", "mysql", "mysql2", "mariadb", "oracledb", "tedious", "pg-native", "pg-query-stream"],
  "cloudflare:sockets",
];
/** Packages in CommonJS call it for Node's own modules. */
const REQUIRE = `import { createRequire as createRequireOfBundle } from "node:module";
const require = createRequireOfBundle(import.meta.url);`;

let program: Promise<string> | undefined;

/**
 * The service and its command line with the packages that they use, made of the sources as they are: it starts in half
 * the time that a thousand files take. That it runs without this is what tests of the built service show.
 */
export function serviceProgram(): Promise<string> {
  program ??= bundle();
  return program;
}

async function bundle(): Promise<string> {
  const folder = join(CACHE, sourcesHash());
  if (!existsSync(folder)) await make(folder);
  return join(folder, "main.mjs");
}

async function make(folder: string): Promise<void> {
  mkdirSync(CACHE, { recursive: true });
  const draft = mkdtempSync(join(CACHE, "building-"));
  await build({
    entryPoints: [join(CONTROL_PLANE, "src", "main.ts")],
    outdir: draft,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    splitting: true, // what is imported when it is needed stays out of the start
    external: EXTERNAL,
    banner: { js: REQUIRE },
    platform: "node",
    format: "esm",
    target: "node20",
    keepNames: true,
    logLevel: "error",
  });
  try {
    renameSync(draft, folder); // other workers make the same: it appears as a whole
  } catch {
    rmSync(draft, { recursive: true }); // another was faster
  }
}

/** Of all that a bundle is made of: the sources, the packages' versions, and how it is made. */
function sourcesHash(): string {
  const hash = createHash("sha256");
  const sources = ["src", "migrations"].flatMap((folder) =>
    readdirSync(join(CONTROL_PLANE, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const others = [join(CONTROL_PLANE, "package.json"), join(ROOT, "package-lock.json"), __filename];
  for (const file of [...sources.sort(), ...others]) hash.update(file).update(readFileSync(file));
  return hash.digest("hex").slice(0, 16);
}
