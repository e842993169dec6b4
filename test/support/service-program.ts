import { join } from "node:path";
import { build } from "esbuild";
import { builtOnce } from "./built-once.ts";

const ROOT = join(__dirname, "..", "..");
const CONTROL_PLANE = join(ROOT, "control-plane");

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
  const sources = [
    ...["src", "migrations", "package.json"].map((name) => join(CONTROL_PLANE, name)),
    join(ROOT, "package-lock.json"),
    __filename,
  ];
  return join(await builtOnce({ name: "aigateway-service", sources, build: bundleInto }), "main.mjs");
}

async function bundleInto(draft: string): Promise<void> {
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
}
