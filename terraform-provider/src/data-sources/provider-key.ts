import * as schema from "../framework/schema/index.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { providerKeyFromApi, providerKeySchema } from "../resources/provider-key.ts";
import { DESCRIPTIONS, lastUsed } from "./attributes.ts";
import { defineCollection } from "./collection.ts";
import { createObjectSource } from "./object-source.ts";

/** Without the secret, which the API never shows. */
const { value, value_wo, value_wo_version, ...told } = providerKeySchema.attributes;

export const providerKeys = defineCollection({
  names: ["provider key", "provider keys"],
  listType: "aigateway_provider_keys",
  attributes: {
    ...schema.readOnly(told, {
      ...DESCRIPTIONS,
      provider_id: "The provider that the key is for: a built-in one, or the `provider_id` of a custom one.",
    }),
    last_used: lastUsed,
  },
  validateId: identifier("aigpk_", "a provider key", "Look it up by its name instead."),
  get: (api, id) => api.GET("/provider-keys/{id}", { params: { path: { id } } }),
  page: (api, query) => api.GET("/provider-keys", { params: { query } }),
  items: (page) => page.aiGatewayProviderKeys,
  toState: (remote) => ({ ...providerKeyFromApi(remote), last_used: remote.lastUsed }),
});

export const providerKeyData = createObjectSource(providerKeys, {
  typeName: "aigateway_provider_key",
  description:
    "A provider key that is stored already, without its value: for a configuration that is to use it without the secret in this code.",
  keys: ["name"],
});
