import { identifier } from "../framework/validators/identifier.ts";
import { accessKeys } from "./access-key.ts";
import { createListSource } from "./list-source.ts";

export const accessKeysData = createListSource(accessKeys, {
  note: "Those that have expired are among them until somebody deletes them, or their configuration: leave them out with `[for key in data.aigateway_access_keys.all.access_keys : key if try(timecmp(key.expires_at, plantimestamp()) > 0, true)]`.",
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
