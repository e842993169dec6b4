import { findProvider, type ModelInfo } from "@pydantic/genai-prices";
import { describePackage, type Source, type SourcedModel } from "./source.ts";

/** Google's price list holds Vertex AI's guests too, which its OpenAI-compatible address does not serve. */
const GOOGLE_MODELS = /^(gemini|gemma)/;

/** The price list: which models there are, what people call them, and the context window of many. */
export const priceList: Source = {
  description: describePackage("@pydantic/genai-prices"),
  models(providerId) {
    const provider = findProvider({ providerId });
    if (!provider) return undefined;
    const models = new Map<string, SourcedModel>();
    for (const model of provider.models) {
      if (providerId === "google" && !GOOGLE_MODELS.test(model.id)) continue;
      for (const name of namesOf(model)) models.set(name, { facts: factsOf(model), isOffered: true });
    }
    return models;
  },
};

function factsOf(model: ModelInfo): SourcedModel["facts"] {
  return {
    ...(model.name && { displayName: model.name }),
    ...(model.context_window && { contextWindow: model.context_window }),
    ...(model.deprecated && { deprecated: true }),
  };
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
