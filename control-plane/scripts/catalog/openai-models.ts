import * as listed from "gpt-tokenizer/models";
import * as current from "gpt-tokenizer/models.gen";
import type { ModelFacts } from "../../src/catalog/catalog-schema.ts";
import { describePackage, type Source, type SourcedModel } from "./source.ts";

/** What is read of a record; the package's own type of each is the literal that it holds. */
interface OpenAiModel {
  modalities?: { input?: readonly string[]; output?: readonly string[] };
  context_window?: number;
  max_output_tokens?: number;
  knowledge_cutoff?: Date;
  deprecated?: boolean;
  supported_endpoints?: readonly string[];
}

const SERVED = new Set(["chat_completions", "completions", "responses", "embeddings"]);

/** OpenAI's models as its own pages describe them; gpt-tokenizer is made from these. */
export const openAiModels: Source = {
  description: describePackage("gpt-tokenizer"),
  models(providerId) {
    if (providerId !== "openai") return undefined;
    const models = Object.entries(listed) as [string, OpenAiModel][];
    return new Map(models.map(([name, model]) => [name, sourced(name, model)]));
  },
};

function sourced(name: string, model: OpenAiModel): SourcedModel {
  const isServed = model.supported_endpoints?.some((endpoint) => SERVED.has(endpoint)) ?? false;
  // Historical models, which the package adds by itself, have no page any more.
  return { facts: factsOf(model), isOffered: name in current && isServed && !model.deprecated };
}

function factsOf(model: OpenAiModel): ModelFacts {
  const facts: ModelFacts = {};
  if (model.context_window) facts.contextWindow = model.context_window;
  if (model.max_output_tokens) facts.maxOutputTokens = model.max_output_tokens;
  if (model.deprecated) facts.deprecated = true;
  if (model.knowledge_cutoff) facts.knowledgeCutoff = model.knowledge_cutoff.toISOString().slice(0, 10);
  const { input = [], output = [] } = model.modalities ?? {};
  // The schema refuses a modality that it does not know.
  if (input.length > 0) facts.inputModalities = [...input] as ModelFacts["inputModalities"] & {};
  // An embedding is none of the modalities; the page of such a model says text.
  const isEmbedding = model.supported_endpoints?.includes("embeddings") ?? false;
  if (output.length > 0 && !isEmbedding) {
    facts.outputModalities = [...output] as ModelFacts["outputModalities"] & {};
  }
  return facts;
}
