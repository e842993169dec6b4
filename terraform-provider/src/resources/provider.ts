import type { ApiClient } from "../api/client.ts";
import { providers } from "../api/collections.ts";
import type { components } from "../api/generated/openapi.ts";
import { requiresReplace } from "../framework/plan-modifiers/index.ts";
import type { Resource } from "../framework/resource.ts";
import * as schema from "../framework/schema/index.ts";
import type { Plan, State } from "../framework/schema/model.ts";
import { sameElements } from "../framework/semantics/semantic-equality.ts";
import { withoutDuplicates } from "../framework/validators/collection.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { lengthBetween, matches } from "../framework/validators/text.ts";
import { httpUrl } from "../framework/validators/url.ts";
import { isUnknown } from "../protocol/value/value.ts";
import { knownProviders } from "../references/known-providers.ts";
import { createdAt, id, metadata, requiredName, updatedAt } from "./attributes.ts";
import { supportedApiSurfaces, surfacesFromApi, surfacesToApi } from "./provider-surfaces.ts";
import { changes, withoutNulls } from "./write-body.ts";

export const providerSchema = schema.defineSchema({
  version: 0,
  description:
    "A custom model provider: any service that speaks the OpenAI or the Anthropic format. The built-in providers need no resource.",
  attributes: {
    id,
    provider_id: schema.string({
      required: true,
      description:
        "What stands before the `:` of a model name, as in `sim:m1`. Unique in the account and not the id of a built-in provider. A change replaces the provider.",
      validators: [
        lengthBetween(1, 255),
        matches(
          /^[^:\s]*$/,
          "It stands before the colon of a model name: write it without colons and spaces.",
        ),
      ],
      planModifiers: [requiresReplace()],
    }),
    name: requiredName("A name for people, 1 to 255 characters."),
    base_url: schema.string({
      required: true,
      description:
        "Where the provider's API is. A path is kept, without one `/v1` is assumed; a query goes with every request. `http://` is for `.internal` hosts and for those that the gateway's operator allows.",
      validators: [lengthBetween(1, 2048), httpUrl({ query: true })],
    }),
    metadata,
    models: schema.listNested(
      {
        optional: true,
        description: "The models that it has. Their order means nothing.",
        validators: [withoutDuplicates(({ model_id }: { model_id: string }) => model_id)],
        semanticEquals: sameElements(({ model_id }: { model_id: string }) => model_id, { nullIsEmpty: true }),
      },
      { model_id: requiredName("The model's id, as the provider calls it.") },
    ),
    supported_api_surfaces: supportedApiSurfaces,
    created_at: createdAt,
    updated_at: updatedAt,
  },
});

type ProviderSchema = typeof providerSchema;
type Remote = components["schemas"]["Provider"];

export const provider: Resource<ProviderSchema, ApiClient> = {
  typeName: "aigateway_provider",
  schema: providerSchema,
  validateImportId: identifier("aigp_", "a custom provider", "Take it from the API's list of providers."),

  async checkPlan({ plan, diagnostics }, client) {
    const { id, provider_id } = plan;
    if (isUnknown(provider_id) || provider_id === null) return;
    const known = knownProviders(client);
    known.announce(provider_id); // before anything that takes time: others may ask for it
    if (!isUnknown(id)) return; // it is there, though a later release of the API may have built in another one
    const found = await known.find(provider_id);
    if (found?.known && found.builtIn) {
      const remedy = `"${provider_id}" is a built-in provider, which needs no resource. To reach it elsewhere, give yours another provider_id.`;
      diagnostics.addAttributeError(["provider_id"], "Built-in provider", remedy);
    }
  },

  async create({ plan, save }, client) {
    const { provider_id: providerId, name, base_url: baseUrl } = plan;
    const body = { ...withoutNulls(toBody(plan)), providerId, name, baseUrl };
    const created = await client.call("create the provider", (api) => api.POST("/providers", { body }));
    save({ id: created.id }); // whatever else is in the answer: it exists
    return providerFromApi(created);
  },

  async read({ state }, client) {
    const remote = await client.read("read the provider", providers, state.id);
    return remote && providerFromApi(remote);
  },

  async update({ plan, state }, client) {
    const params = { path: { id: state.id } };
    const body = changes(toBody(state), toBody(plan));
    const remote = await client.call("update the provider", (api) =>
      body ? api.PATCH("/providers/{id}", { params, body }) : api.GET("/providers/{id}", { params }),
    );
    return providerFromApi(remote);
  },

  async delete({ state }, client) {
    await client.callUnlessGone("delete the provider", (api) =>
      api.DELETE("/providers/{id}", { params: { path: { id: state.id } } }),
    );
  },
};

function toBody(plan: Plan<ProviderSchema>) {
  return {
    name: plan.name,
    baseUrl: plan.base_url,
    metadata: plan.metadata,
    supportedApiSurfaces: surfacesToApi(plan.supported_api_surfaces),
    models: plan.models?.map(({ model_id }) => ({ modelId: model_id })) ?? null,
  };
}

/** What the API tells of a provider. */
export function providerFromApi(remote: Remote): State<ProviderSchema> {
  return {
    id: remote.id,
    provider_id: remote.providerId,
    name: remote.name,
    base_url: remote.baseUrl,
    metadata: remote.metadata ?? null,
    models: remote.models?.map(({ modelId }) => ({ model_id: modelId })) ?? null,
    supported_api_surfaces: surfacesFromApi(remote.supportedApiSurfaces),
    created_at: remote.createdAt,
    updated_at: remote.updatedAt,
  };
}
