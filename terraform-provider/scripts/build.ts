// Bundles the provider into one executable file that needs Node alone. Usage: tsx scripts/build.ts [folder]
import { chmod, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { EXECUTABLE } from "../src/version.ts";
import { builtProvider, packageFolder } from "./paths.ts";

const outfile = process.argv[2] ? join(process.argv[2], EXECUTABLE) : builtProvider();
await rm(dirname(outfile), { recursive: true, force: true });
await mkdir(dirname(outfile), { recursive: true });
await build({
  absWorkingDir: packageFolder,
  entryPoints: ["src/main.ts"],
  outfile,
  bundle: true,
  platform: "node",
  target: "node20",
  // Packages in here call require() of Node's own modules, which a bundle in ES module format can't.
  format: "cjs",
  minify: true,
  keepNames: true,
  legalComments: "none",
  banner: { js: "#!/usr/bin/env node" },
  logLevel: "warning",
});
await chmod(outfile, 0o755);
// Goes with the executable wherever it is installed: below a package that says "type": "module", Node would refuse it.
await writeFile(join(dirname(outfile), "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
