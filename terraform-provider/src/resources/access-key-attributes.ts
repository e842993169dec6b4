import * as schema from "../framework/schema/index.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { lengthBetween } from "../framework/validators/text.ts";

/** What an access key has for as long as it lasts, be it that Terraform keeps it or that it ends with the run. */

export const accessKeyConfigurationId = schema.string({
  optional: true,
  description:
    "The `aigateway_access_key_configuration` that the key obeys. Without one the key may reach every provider and model.",
  validators: [
    identifier(
      "aigac_",
      "an access key configuration",
      "Refer to it as aigateway_access_key_configuration.<name>.id.",
    ),
  ],
});

export const lineage = schema.string({
  optional: true,
  description:
    "A name that the successive keys of one client share. Spend history is kept by it, over all rotations.",
  validators: [lengthBetween(1, 255)],
});
