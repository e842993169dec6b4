// Bundles the provider into one executable file that needs Node alone. Usage: tsx scripts/build.ts [folder]
import { chmod, copyFile, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { EXECUTABLE } from "../src/version.ts";
import { licencesOf } from "./licences.ts";
import { builtProvider, packageFolder } from "./paths.ts";

const folder = process.argv[2] ?? dirname(builtProvider());
// Built aside and moved into place: another process may be installing from the folder meanwhile.
const draft = `${folder}-${process.pid}`;
await mkdir(draft, { recursive: true });
const { metafile } = await build({
  absWorkingDir: packageFolder,
  entryPoints: ["src/main.ts"],
  outfile: join(draft, EXECUTABLE),
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
  metafile: true,
});
await chmod(join(draft, EXECUTABLE), 0o755);
// Goes with the executable wherever it is installed: below a package that says "type": "module", Node would refuse it.
await writeFile(join(draft, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
await copyFile(join(packageFolder, "../LICENSE"), join(draft, "LICENSE"));
await writeFile(join(draft, "THIRD-PARTY-LICENSES"), await licencesOf(metafile.inputs, packageFolder));

await mkdir(folder, { recursive: true });
const files = await readdir(draft);
for (const file of files) await rename(join(draft, file), join(folder, file));
const outdated = (await readdir(folder)).filter((file) => !files.includes(file));
for (const file of [draft, ...outdated.map((name) => join(folder, name))]) {
  await rm(file, { recursive: true, force: true });
}
