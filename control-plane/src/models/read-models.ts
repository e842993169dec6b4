import type { z } from "zod";
import { builtInProvider } from "../catalog/built-in-providers.ts";
import { catalogModels } from "../catalog/models.ts";
import type { Database } from "../database.ts";
import { SURFACES } from "../gateway/surfaces/index.ts";
import { listedSurface } from "../gateway/upstream-provider.ts";
import type { ApiSurface } from "../providers/schema.ts";
import type { ProviderRow } from "../providers/store.ts";
import type { Model, ModelQuery } from "./schema.ts";

type ShownModel = z.input<typeof Model>;

/**
 * The models that an account can name: those of its custom providers, the oldest provider first, then the catalog's. A
 * bare name means the first of them that has it.
 */
export async function readModels(
  db: Database,
  accountId: string,
  filter: z.output<typeof ModelQuery>,
): Promise<ShownModel[]> {
  const rows: ProviderRow[] = await db("providers").where({ account_id: accountId }).orderBy("id");
  const { provider, surface, inputModality, outputModality } = filter;
  return [...rows.flatMap(ownModels), ...CATALOG_MODELS].filter(
    (model) =>
      (provider === undefined || model.providerId === provider) &&
      (surface === undefined || model.surfaces.includes(surface)) &&
      (inputModality === undefined || model.inputModalities?.includes(inputModality)) &&
      (outputModality === undefined || model.outputModalities?.includes(outputModality)),
  );
}

/** Of a custom provider's model nothing but its id is known. */
function ownModels({ provider_id: providerId, models, supported_api_surfaces }: ProviderRow): ShownModel[] {
  const listed: { modelId: string }[] = models === null ? [] : JSON.parse(models);
  const stated: ApiSurface[] | null =
    supported_api_surfaces === null ? null : JSON.parse(supported_api_surfaces);
  const served = SURFACES.filter((surface) => stated === null || listedSurface(stated, surface));
  const surfaces = served.map(({ id }) => id);
  return listed.map(({ modelId }) => ({ id: `${providerId}:${modelId}`, providerId, modelId, surfaces }));
}

const CATALOG_MODELS: readonly ShownModel[] = catalogModels().map((model) => ({
  id: `${model.providerId}:${model.modelId}`,
  ...model,
  surfaces: builtInProvider(model.providerId)?.surfaces ?? [],
}));
