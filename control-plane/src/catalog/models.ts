import { findProvider, type ModelInfo } from "@pydantic/genai-prices";
import { BUILT_IN_PROVIDERS } from "./built-in-providers.ts";

/** A model of the catalog, as one provider serves it. */
export interface CatalogModel {
  providerId: string;
  /** The provider's own name of it. */
  modelId: string;
  displayName: string;
}

/** Google's price list holds Vertex AI's guests too, which its OpenAI-compatible address does not serve. */
const GOOGLE_MODELS = /^(gemini|gemma)/;

const MODELS: readonly CatalogModel[] = BUILT_IN_PROVIDERS.flatMap(({ id: providerId }) =>
  (findProvider({ providerId })?.models ?? [])
    .filter((model) => providerId !== "google" || GOOGLE_MODELS.test(model.id))
    .flatMap((model) =>
      namesOf(model).map((modelId) => ({ providerId, modelId, displayName: model.name ?? modelId })),
    ),
);

const BY_NAME = new Map<string, CatalogModel[]>();
for (const model of MODELS) {
  // "gpt-4o" and "openai/gpt-4o" name the same model.
  for (const name of [model.modelId, `${model.providerId}/${model.modelId}`]) {
    const key = name.toLowerCase();
    BY_NAME.set(key, [...(BY_NAME.get(key) ?? []), model]);
  }
}

/** All of them, in the order of the built-in providers. */
export function catalogModels(): readonly CatalogModel[] {
  return MODELS;
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

/** A model's id and the other exact names that the price list matches, such as dated versions. */
function namesOf(model: ModelInfo): string[] {
  const names = new Set([model.id]);
  const collect = (match: ModelInfo["match"]): void => {
    if ("equals" in match) names.add(match.equals);
    if ("or" in match) match.or.forEach(collect);
  };
  collect(model.match);
  return [...names];
}
