import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildCatalog } from "./catalog/build-catalog.ts";
import { catalogFiles, holds } from "./catalog/catalog-files.ts";
import { compareCatalogs } from "./catalog/compare-catalogs.ts";

/**
 * Makes the catalog of the installed packages and of what is kept by hand, and tells what changed. With --check it
 * writes nothing, and ends with 1 when what is checked in is another.
 */
const { values } = parseArgs({
  options: { check: { type: "boolean", default: false }, folder: { type: "string" } },
});
const files = catalogFiles(values.folder ?? join(import.meta.dirname, "..", "src", "catalog"));

const handKept = files.handKept();
const before = files.catalog();
const today = new Date().toISOString().slice(0, 10);
// The day alone is no change: what nothing changed in stays as it is, to the byte.
let { catalog, needless } = buildCatalog(handKept, before?.refreshedOn ?? today);
const changes = compareCatalogs(before, catalog);
if (changes.length > 0 && !values.check) catalog = { ...catalog, refreshedOn: today };
const stale = files.generated(catalog).filter(({ path, text }) => !holds(path, text));

for (const line of changes) console.log(line);
for (const model of needless) console.log(`needless ${model}: the packages say what hand-kept.json says`);
console.log(
  `${catalog.providers.length} providers, ${catalog.models.length} models, ${changes.length} changes`,
);
for (const { path, text } of stale) {
  if (values.check) console.error(`out of date: ${path} (npm run refresh-catalog -w control-plane)`);
  else writeFileSync(path, text);
}
if (values.check && stale.length > 0) process.exitCode = 1;
