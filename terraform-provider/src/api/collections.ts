import type { components } from "./generated/openapi.ts";
import type { Collection } from "./shared-reads.ts";

type Schemas = components["schemas"];

/** What can be read one by one, or many at a time. */

export const accessKeys: Collection<Schemas["AccessKey"], Schemas["AccessKeyList"]> = {
  name: "/access-keys",
  one: (api, id) => api.GET("/access-keys/{id}", { params: { path: { id } } }),
  page: (api, query) => api.GET("/access-keys", { params: { query } }),
  itemsOf: (list) => list.aiGatewayAccessKeys,
};

export const accessKeyConfigurations: Collection<
  Schemas["AccessKeyConfiguration"],
  Schemas["AccessKeyConfigurationList"]
> = {
  name: "/access-key-configurations",
  one: (api, id) => api.GET("/access-key-configurations/{id}", { params: { path: { id } } }),
  page: (api, query) => api.GET("/access-key-configurations", { params: { query } }),
  itemsOf: (list) => list.aiGatewayAccessKeyConfigurations,
};

export const apiKeys: Collection<Schemas["ApiKey"], Schemas["ApiKeyList"]> = {
  name: "/api-keys",
  one: (api, id) => api.GET("/api-keys/{id}", { params: { path: { id } } }),
  page: (api, query) => api.GET("/api-keys", { params: { query } }),
  itemsOf: (list) => list.aiGatewayApiKeys,
};

export const providerKeys: Collection<Schemas["ProviderKey"], Schemas["ProviderKeyList"]> = {
  name: "/provider-keys",
  one: (api, id) => api.GET("/provider-keys/{id}", { params: { path: { id } } }),
  page: (api, query) => api.GET("/provider-keys", { params: { query } }),
  itemsOf: (list) => list.aiGatewayProviderKeys,
};

export const providers: Collection<Schemas["Provider"], Schemas["ProviderList"]> = {
  name: "/providers",
  one: (api, id) => api.GET("/providers/{id}", { params: { path: { id } } }),
  page: (api, query) => api.GET("/providers", { params: { query } }),
  itemsOf: (list) => list.aiGatewayProviders,
};
