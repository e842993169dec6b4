import type { Catalog } from "../../src/catalog/catalog-schema.ts";

/** What a refresh changed, a line for each provider, model or source. */
export function compareCatalogs(before: Catalog | undefined, after: Catalog): string[] {
  const compared = [
    ...compare(before?.sources, after.sources, (source) => source.package),
    ...compare(before?.providers, after.providers, (provider) => provider.id),
    ...compare(before?.models, after.models, (model) => `${model.providerId}:${model.modelId}`),
  ];
  return compared.sort((a, b) => (a < b ? -1 : 1));
}

function compare<Entry extends object>(
  before: readonly Entry[] = [],
  after: readonly Entry[],
  nameOf: (entry: Entry) => string,
): string[] {
  const [old, now] = [before, after].map((each) => new Map(each.map((entry) => [nameOf(entry), entry])));
  const lines: string[] = [];
  for (const [name, entry] of now ?? []) {
    const previous = old?.get(name);
    const changes = previous ? changedFields(previous, entry) : [];
    if (!previous) lines.push(`added    ${name}`);
    else if (changes.length > 0) lines.push(`changed  ${name}: ${changes.join(", ")}`);
  }
  for (const name of old?.keys() ?? []) if (!now?.has(name)) lines.push(`removed  ${name}`);
  return lines;
}

function changedFields(before: object, after: object): string[] {
  const [old, now] = [new Map(Object.entries(before)), new Map(Object.entries(after))];
  const text = (value: unknown) => JSON.stringify(value) ?? "unknown";
  return [...new Set([...old.keys(), ...now.keys()])]
    .filter((field) => text(old.get(field)) !== text(now.get(field)))
    .map((field) => `${field} ${text(old.get(field))} -> ${text(now.get(field))}`);
}
