import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Catalog, ModelFacts } from "../../src/catalog/catalog-schema.ts";

/** An installed package that knows models. */
export interface Source {
  description: Catalog["sources"][number];
  /** What it says of a provider's models, by their exact ids; undefined where it does not know the provider. */
  models(providerId: string): ReadonlyMap<string, SourcedModel> | undefined;
}

export interface SourcedModel {
  facts: ModelFacts;
  /** It is offered today on a surface that the gateway serves, as far as the source can tell. */
  isOffered: boolean;
}

/** Name, version and licence of the package that a module belongs to. */
export function describePackage(name: string, specifier = name): Source["description"] {
  let folder = dirname(fileURLToPath(import.meta.resolve(specifier)));
  for (;;) {
    // A package's own file can't be imported where its exports don't list it. There may be smaller ones on the way.
    const found = readPackage(join(folder, "package.json"));
    if (found?.name === name && found.version)
      return { package: name, version: found.version, license: found.license };
    if (folder === dirname(folder))
      throw new Error(`There is no package.json of ${name} above ${specifier}.`);
    folder = dirname(folder);
  }
}

function readPackage(file: string): { name: string; version: string; license: string } | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return undefined;
  }
}
