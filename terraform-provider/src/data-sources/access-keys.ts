import { identifier } from "../framework/validators/identifier.ts";
import { accessKeys } from "./access-key.ts";
import { createListSource } from "./list-source.ts";

export const accessKeysData = createListSource(accessKeys, {
  listName: "access_keys",
  filters: {
    name: "Only keys with just this name.",
    access_key_configuration_id: "Only keys that obey this configuration.",
    lineage: "Only keys of this lineage: one client's, over its rotations.",
  },
  validators: {
    access_key_configuration_id: identifier(
      "aigac_",
      "an access key configuration",
      "Refer to it as aigateway_access_key_configuration.<name>.id.",
    ),
  },
});
