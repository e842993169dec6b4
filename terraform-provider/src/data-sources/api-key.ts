import * as schema from "../framework/schema/index.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { apiKeyFromApi, apiKeySchema } from "../resources/api-key.ts";
import { DESCRIPTIONS, lastUsed } from "./attributes.ts";
import { defineCollection } from "./collection.ts";
import { createObjectSource } from "./object-source.ts";

/** Without the token, which the API never shows again. */
const { token, ...told } = apiKeySchema.attributes;

export const apiKeys = defineCollection({
  names: ["API key", "API keys"],
  listType: "aigateway_api_keys",
  attributes: { ...schema.readOnly(told, DESCRIPTIONS), last_used: lastUsed },
  validateId: identifier("aigak_", "an API key", "Look it up by its name instead."),
  get: (api, id) => api.GET("/api-keys/{id}", { params: { path: { id } } }),
  page: (api, query) => api.GET("/api-keys", { params: { query } }),
  items: (page) => page.aiGatewayApiKeys,
  toState: (remote) => ({ ...apiKeyFromApi(remote), last_used: remote.lastUsed }),
});

export const apiKeyData = createObjectSource(apiKeys, {
  typeName: "aigateway_api_key",
  description:
    "An API key that is there already, without its token: the API shows that once, at creation. While a key is rotated, old and new may have the same name, and only the id tells them apart.",
  keys: ["name"],
});
