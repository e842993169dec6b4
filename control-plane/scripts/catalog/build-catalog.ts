import { calcPrice } from "@pydantic/genai-prices";
import { type Catalog, catalogSchema, type ModelFacts } from "../../src/catalog/catalog-schema.ts";
import { applyHandKept, excludedModels, type HandKept, handKeptFacts, isNeedless } from "./hand-kept.ts";
import { modelsDev } from "./models-dev.ts";
import { openAiModels } from "./openai-models.ts";
import { priceList } from "./price-list.ts";
import type { Source } from "./source.ts";

/** From the least trusted to the most. */
const SOURCES: readonly Source[] = [priceList, modelsDev, openAiModels];

export interface Built {
  catalog: Catalog;
  /** Models of which facts are kept by hand although the packages say the same: `provider:model`. */
  needless: string[];
}

/**
 * The catalog of what is kept by hand and of the installed packages; the same for the same of both. Throws a `ZodError`
 * when it would not satisfy its schema, as when two sources contradict each other: then one is corrected by hand.
 */
export function buildCatalog(handKept: HandKept, refreshedOn: string): Built {
  const needless: string[] = [];
  const models = handKept.providers.flatMap(({ id: providerId }) => {
    const listed = listedModels(providerId);
    const kept = handKeptFacts(handKept, providerId);
    const excluded = excludedModels(handKept, providerId);
    return inOneSpelling([...listed, ...kept.keys()])
      .filter((modelId) => !excluded.has(modelId))
      .map((modelId) => {
        const facts = factsOf(providerId, modelId);
        const keptFacts = kept.get(modelId);
        if (keptFacts && listed.includes(modelId) && isNeedless(facts, keptFacts)) {
          needless.push(`${providerId}:${modelId}`);
        }
        return { providerId, modelId, ...applyHandKept(facts, keptFacts) };
      });
  });
  const catalog = catalogSchema.parse({
    $schema: "./catalog.schema.json",
    refreshedOn,
    sources: SOURCES.map(({ description }) => description),
    providers: handKept.providers,
    models,
  });
  return { catalog, needless };
}

/**
 * The exact names of the price list, and such names of other sources as it has a price for; all names for a provider
 * that it does not know.
 */
function listedModels(providerId: string): string[] {
  const listed = priceList.models(providerId);
  const others = SOURCES.filter((source) => source !== priceList)
    .flatMap((source) => [...(source.models(providerId) ?? [])])
    .filter(([id, { isOffered }]) => !listed || (isOffered && hasPrice(providerId, id)))
    .map(([id]) => id);
  return [...(listed?.keys() ?? []), ...others];
}

/** Names are looked up without regard to case: of two that differ in nothing else the first stays. Sorted. */
function inOneSpelling(ids: string[]): string[] {
  const spellings = new Map<string, string>();
  for (const id of ids) if (!spellings.has(id.toLowerCase())) spellings.set(id.toLowerCase(), id);
  // By code units: the same on every machine.
  return [...spellings.values()].sort((a, b) => (a < b ? -1 : 1));
}

function factsOf(providerId: string, modelId: string): ModelFacts {
  const said = SOURCES.map((source) => source.models(providerId)?.get(modelId)?.facts ?? {});
  const displayName = said.find((facts) => facts.displayName)?.displayName;
  return { ...Object.assign({}, ...said), ...(displayName && { displayName }) };
}

function hasPrice(providerId: string, modelId: string): boolean {
  return calcPrice({ input_tokens: 1 }, modelId, { providerId }) !== null;
}
