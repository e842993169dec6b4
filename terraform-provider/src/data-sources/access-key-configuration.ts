import * as schema from "../framework/schema/index.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { configurationFromApi, configurationSchema } from "../resources/access-key-configuration.ts";
import { DESCRIPTIONS } from "./attributes.ts";
import { defineCollection } from "./collection.ts";
import { createObjectSource } from "./object-source.ts";

export const accessKeyConfigurations = defineCollection({
  names: ["access key configuration", "access key configurations"],
  listType: "aigateway_access_key_configurations",
  attributes: schema.readOnly(configurationSchema.attributes, {
    ...DESCRIPTIONS,
    metadata: `${DESCRIPTIONS.metadata} Without what \`aigateway_provider_key_attachment\` keeps there.`,
    router:
      "Whose credentials are used, in which order, attached keys included. Null where the defaults apply: the stored keys of the provider, oldest first, then the operator's credential where it is a built-in one.",
  }),
  validateId: identifier("aigac_", "an access key configuration", "Look it up by its name instead."),
  get: (api, id) => api.GET("/access-key-configurations/{id}", { params: { path: { id } } }),
  page: (api, query) => api.GET("/access-key-configurations", { params: { query } }),
  items: (page) => page.aiGatewayAccessKeyConfigurations,
  toState: configurationFromApi,
});

export const accessKeyConfigurationData = createObjectSource(accessKeyConfigurations, {
  typeName: "aigateway_access_key_configuration",
  description:
    "An access key configuration that is there already, such as another team's: for keys that are to obey it, or provider keys to attach to it.",
  keys: ["name"],
});
