import type { ApiClient } from "../api/client.ts";
import type { components } from "../api/generated/openapi.ts";
import type { DataSource } from "../framework/data-source.ts";
import { DiagnosticError } from "../framework/diagnostics.ts";
import * as schema from "../framework/schema/index.ts";
import type { Model } from "../framework/schema/model.ts";
import { withoutNulls } from "../resources/write-body.ts";
import { warnOfMissingProvider } from "./models-of-nobody.ts";
import { type ModelFilter, model, modelFilters } from "./models-schema.ts";

const modelsSchema = schema.defineSchema({
  version: 0,
  description:
    "The models that a configuration can name: those of the account's custom providers and of the built-in ones, in the order in which a bare name is resolved. It says nothing of credentials. Only models with all that is asked for are listed; none is no error.",
  attributes: {
    ...modelFilters,
    models: schema.listNested({ computed: true, description: "The models." }, model),
  },
});

export const modelsData: DataSource<typeof modelsSchema, ApiClient> = {
  typeName: "aigateway_models",
  schema: modelsSchema,

  async read({ config, diagnostics }, client) {
    const query = withoutNulls({
      provider: config.provider_id,
      surface: config.surface as ModelFilter["surface"],
      inputModality: config.input_modality as ModelFilter["inputModality"],
      outputModality: config.output_modality as ModelFilter["outputModality"],
    });
    const answer = await client.callUnlessGone("list the models", (api) =>
      api.GET("/models", { params: { query } }),
    );
    if (answer === null) throw new DiagnosticError([NO_LIST]);
    const models = answer.aiGatewayModels.map(modelFromApi);
    const { provider_id } = config;
    if (models.length === 0 && provider_id !== null)
      await warnOfMissingProvider(provider_id, client, diagnostics);
    return { ...config, models };
  },
};

const NO_LIST = {
  severity: "error",
  summary: "Could not list the models",
  detail:
    "The API at base_url has no list of models (GET /models): it is older than this provider, or not aigateway's own. Upgrade it, or write the models' ids out.",
} as const;

function modelFromApi(remote: components["schemas"]["Model"]): Model<typeof model> {
  return {
    id: remote.id,
    provider_id: remote.providerId,
    model_id: remote.modelId,
    surfaces: remote.surfaces,
    display_name: remote.displayName ?? null,
    context_window: remote.contextWindow ?? null,
    max_output_tokens: remote.maxOutputTokens ?? null,
    input_modalities: remote.inputModalities ?? null,
    output_modalities: remote.outputModalities ?? null,
    knowledge_cutoff: remote.knowledgeCutoff ?? null,
    deprecated: remote.deprecated ?? false,
  };
}
