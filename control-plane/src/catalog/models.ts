import { CATALOG } from "./catalog.ts";
import type { CatalogModel } from "./catalog-schema.ts";

const BY_NAME = new Map<string, CatalogModel[]>();
for (const model of CATALOG.models) {
  // "gpt-4o" and "openai/gpt-4o" name the same model.
  for (const name of [model.modelId, `${model.providerId}/${model.modelId}`]) {
    const key = name.toLowerCase();
    const named = BY_NAME.get(key);
    if (named) named.push(model);
    else BY_NAME.set(key, [model]);
  }
}

/** All of them, in the order of the built-in providers. */
export function catalogModels(): readonly CatalogModel[] {
  return CATALOG.models;
}

/** The models that a bare name means, in the order of the built-in providers. Case does not matter. */
export function findModels(name: string): readonly CatalogModel[] {
  return BY_NAME.get(name.toLowerCase()) ?? [];
}

/** The built-in providers that serve a model, by its bare name. */
export function providersOfModel(name: string): string[] {
  return findModels(name).map(({ providerId }) => providerId);
}

/** How people call a model; its id where the catalog knows no better. */
export function modelDisplayName(providerId: string, modelId: string): string {
  const models = findModels(modelId);
  return models.find((model) => model.providerId === providerId)?.displayName ?? modelId;
}

/** The limits of a model at a provider, as far as the catalog knows them. */
export function modelLimits(
  providerId: string,
  modelId: string,
): Pick<CatalogModel, "contextWindow" | "maxOutputTokens"> {
  return findModels(modelId).find((model) => model.providerId === providerId) ?? {};
}
