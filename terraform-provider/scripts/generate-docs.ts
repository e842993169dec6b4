// Writes docs/ in the Terraform registry's layout, from the schemas' descriptions and from examples/.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createClock } from "../src/clock.ts";
import { createProvider } from "../src/provider.ts";
import { TYPE, VERSION } from "../src/version.ts";
import { dataSourcePage, ephemeralResourcePage, providerPage, resourcePage } from "./docs/page.ts";
import { packageFolder } from "./paths.ts";

const docs = join(packageFolder, "docs");
const example = (...path: string[]) => readFile(join(packageFolder, "examples", ...path), "utf8");
const log = () => {};
const clock = createClock({}, log);
const provider = createProvider({ version: VERSION, environment: {}, log, clock });

await rm(docs, { recursive: true, force: true });
for (const kind of ["resources", "data-sources", "ephemeral-resources"]) {
  await mkdir(join(docs, kind), { recursive: true });
}
await writeFile(
  join(docs, "index.md"),
  providerPage(provider.schema, await example("provider", "provider.tf")),
);
for (const { typeName, schema } of provider.resources) {
  const page = resourcePage(typeName, schema, {
    usage: await example("resources", typeName, "resource.tf"),
    import: await example("resources", typeName, "import.sh"),
  });
  await writeFile(join(docs, "resources", fileName(typeName)), page);
}
for (const { typeName, schema } of provider.dataSources) {
  const page = dataSourcePage(typeName, schema, await example("data-sources", typeName, "data-source.tf"));
  await writeFile(join(docs, "data-sources", fileName(typeName)), page);
}

for (const { typeName, schema } of provider.ephemeralResources) {
  const usage = await example("ephemeral-resources", typeName, "ephemeral-resource.tf");
  const page = ephemeralResourcePage(typeName, schema, usage);
  await writeFile(join(docs, "ephemeral-resources", fileName(typeName)), page);
}

function fileName(typeName: string): string {
  return `${typeName.slice(TYPE.length + 1)}.md`;
}
