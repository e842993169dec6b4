import * as schema from "../framework/schema/index.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { providerFromApi, providerSchema } from "../resources/provider.ts";
import { DESCRIPTIONS } from "./attributes.ts";
import { defineCollection } from "./collection.ts";
import { createObjectSource } from "./object-source.ts";

export const providers = defineCollection({
  names: ["custom provider", "custom providers"],
  listType: "aigateway_providers",
  notHere:
    "The built-in providers are none of them: they need no data source, write their id, as in `openai`.",
  attributes: schema.readOnly(providerSchema.attributes, {
    ...DESCRIPTIONS,
    provider_id: "What stands before the `:` of a model name, as in `sim:m1`. Unique in the account.",
    base_url: "Where the provider's API is.",
  }),
  validateId: identifier("aigp_", "a custom provider", "Look it up by its provider_id instead."),
  get: (api, id) => api.GET("/providers/{id}", { params: { path: { id } } }),
  page: (api, query) => api.GET("/providers", { params: { query } }),
  items: (page) => page.aiGatewayProviders,
  toState: providerFromApi,
});

export const providerData = createObjectSource(providers, {
  typeName: "aigateway_provider",
  description:
    "A custom model provider that is there already. The built-in providers are none: they are written by their id, as in `openai`.",
  keys: ["provider_id", "name"],
});
