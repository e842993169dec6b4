// Generates the L1 constructs (src/generated) from the provider's real schema, and names from the catalog. Usage: npm run generate -w cdktf-bindings
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConstructsMakerProviderTarget, Language, TerraformProviderConstraint } from "@cdktf/commons";
// The package's index asks for jsii-pacmak, which is only needed for other languages; the generator itself does not.
import { TerraformProviderGenerator } from "@cdktf/provider-generator/lib/get/generator/provider-generator";
import { CodeMaker } from "codemaker";
import { catalogTypes } from "./catalog-types.ts";
import { readProviderSchema } from "./provider-schema.ts";

const SOURCE = "aigateway/aigateway";
const FOLDER = join(__dirname, "..", "src", "generated");

async function main(): Promise<void> {
  const manifest = await readFile(join(__dirname, "..", "..", "terraform-provider", "package.json"), "utf8");
  const { version } = JSON.parse(manifest) as { version: string };
  const schema = await readProviderSchema(SOURCE, version);
  const generator = new TerraformProviderGenerator(new CodeMaker({ indentationLevel: 2 }), schema as never);
  // Any patch of this release has the same schema.
  const constraint = new TerraformProviderConstraint(`${SOURCE}@~> ${version}`);
  generator.generate(new ConstructsMakerProviderTarget(constraint, Language.TYPESCRIPT));
  await rm(FOLDER, { recursive: true, force: true });
  const draft = await mkdtemp(join(tmpdir(), "aigateway-generated-"));
  try {
    await generator.save(draft);
    await cp(join(draft, "providers", "aigateway"), FOLDER, { recursive: true, filter: isWanted });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
  for (const file of await typeScriptFiles(FOLDER)) await withFileEndings(file);
  await writeFile(join(FOLDER, "catalog.ts"), await catalogTypes());
  console.log(`wrote ${FOLDER}`);
}

/** The constructs themselves; not the second, lazy index nor the stubs of documentation. */
function isWanted(path: string): boolean {
  return !/(lazy-index\.ts|README\.md)$/.test(path);
}

/** Our sources name the files that they import, endings included. */
async function withFileEndings(file: string): Promise<void> {
  const text = await readFile(file, "utf8");
  await writeFile(
    file,
    text.replace(/from '(\.[^']*?)(\/index)?\/?'/g, (_, path) => `from '${path}/index.ts'`),
  );
}

async function typeScriptFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.name.endsWith(".ts"))
    .map((entry) => join(entry.parentPath, entry.name));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
