import { accessKeyConfigurations } from "./access-key-configuration.ts";
import { createListSource } from "./list-source.ts";

export const accessKeyConfigurationsData = createListSource(accessKeyConfigurations, {
  listName: "access_key_configurations",
  filters: { name: "Only configurations with just this name." },
});
