import type { ConditionalChange } from "../api/conditional-change.ts";
import type { components } from "../api/generated/openapi.ts";

export type Configuration = components["schemas"]["AccessKeyConfiguration"];
export type ConfigurationUpdate = components["schemas"]["AccessKeyConfigurationUpdate"];

/** A change of an access key configuration, for the client to carry out without losing what others change in it. */
export function changeOfConfiguration(
  id: string,
  decide: ConditionalChange<Configuration, ConfigurationUpdate>["decide"],
): ConditionalChange<Configuration, ConfigurationUpdate> {
  const path = { id };
  return {
    object: id,
    decide,
    read: (api) => api.GET("/access-key-configurations/{id}", { params: { path } }),
    write: (api, body, header) =>
      api.PATCH("/access-key-configurations/{id}", { params: { path, header }, body }),
  };
}
