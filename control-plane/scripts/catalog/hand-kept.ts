import { z } from "zod";
import { type ModelFacts, modelFactsSchema, providerSchema } from "../../src/catalog/catalog-schema.ts";

const { shape } = modelFactsSchema;
const modelIds = z.array(z.string()).min(1);

/** What people know better than the packages, and what no package knows. A refresh never writes this file. */
export const handKeptSchema = z.strictObject({
  providers: z.array(providerSchema),
  /** Facts of models, before what the packages say; null: what they say is wrong, and nothing better is known. */
  facts: z.array(
    z.strictObject({
      source: z.string().min(1),
      providerId: z.string(),
      modelIds,
      facts: z.strictObject({
        displayName: shape.displayName.nullable(),
        contextWindow: shape.contextWindow.nullable(),
        maxOutputTokens: shape.maxOutputTokens.nullable(),
        inputModalities: shape.inputModalities.nullable(),
        outputModalities: shape.outputModalities.nullable(),
        knowledgeCutoff: shape.knowledgeCutoff.nullable(),
        deprecated: shape.deprecated.nullable(),
      }),
    }),
  ),
  /** Models that the packages list and that can't be called. */
  excluded: z.array(z.strictObject({ reason: z.string().min(1), providerId: z.string(), modelIds })),
});

export type HandKept = z.infer<typeof handKeptSchema>;
export type HandKeptFacts = HandKept["facts"][number]["facts"];

/** All that is kept of a provider's models, by their ids; of two entries for the same fact the later one counts. */
export function handKeptFacts(handKept: HandKept, providerId: string): Map<string, HandKeptFacts> {
  const kept = new Map<string, HandKeptFacts>();
  for (const entry of handKept.facts.filter((each) => each.providerId === providerId)) {
    for (const id of entry.modelIds) kept.set(id, { ...kept.get(id), ...entry.facts });
  }
  return kept;
}

/** The ids of a provider's models that are left out. */
export function excludedModels(handKept: HandKept, providerId: string): Set<string> {
  return new Set(
    handKept.excluded.filter((each) => each.providerId === providerId).flatMap((each) => each.modelIds),
  );
}

/** The facts with what is kept by hand over them. */
export function applyHandKept(facts: ModelFacts, kept: HandKeptFacts = {}): ModelFacts {
  const known = Object.entries({ ...facts, ...kept }).filter(([, value]) => value != null);
  return Object.fromEntries(known) as ModelFacts;
}

/** Whether what is kept of a model changes nothing any more, since the packages say the same. */
export function isNeedless(facts: ModelFacts, kept: HandKeptFacts): boolean {
  const fields = Object.keys(kept) as (keyof ModelFacts)[];
  return fields.every(
    (field) => JSON.stringify(facts[field] ?? null) === JSON.stringify(kept[field] ?? null),
  );
}
