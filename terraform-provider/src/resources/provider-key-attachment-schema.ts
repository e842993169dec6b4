import { requiresReplace, useStateForUnknown } from "../framework/plan-modifiers/index.ts";
import * as schema from "../framework/schema/index.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { wholeNumber } from "../framework/validators/number.ts";
import { lengthBetween, matches } from "../framework/validators/text.ts";
import { PRIORITIES_NAME } from "./attachment-priorities.ts";

const DESCRIPTION = `Attaches one provider key to one access key configuration, so that another team than the configuration's owner can. It is for a configuration whose \`router\` is not set in code; one that is would be set back to the code by its next apply. Many can be attached to one configuration at once, from one or from several Terraform runs: each change is made on what the configuration is at that moment (with \`If-Match\`; an API without it could lose one of two changes of the same moment, which the next plan would show).

The key goes into the first \`user\` step of the provider's rule, which is made where there is none: from then on the gateway uses the attached keys for that provider, and neither the account's other keys nor the operator's credential, unless the rule has a step for it. With the last key the step goes, and with the last step the rule: the API has no empty ones, and a rule without keys would refuse every request. The provider is then routed as before the first attachment, by the defaults: the account's keys of it, the oldest first, then the operator's credential.

The API has no place for a priority. It is kept in the configuration's \`metadata\`, under the name \`${PRIORITIES_NAME}\`, in at most 4096 characters together with what else is there (room for over a hundred keys). \`aigateway_access_key_configuration\` does not show it and leaves it alone; other programs that write the metadata should do so, too. If they don't, keys stay attached where they are, and the next apply records the priorities anew.

To change the key without a moment in which none is attached, use \`create_before_destroy\`.`;

export const attachmentSchema = schema.defineSchema({
  version: 0,
  description: DESCRIPTION,
  attributes: {
    id: schema.string({
      computed: true,
      description: "`access_key_configuration_id/provider_id/provider_key_id`. Import takes it.",
      planModifiers: [useStateForUnknown()],
    }),
    access_key_configuration_id: schema.string({
      required: true,
      description:
        "The `aigateway_access_key_configuration` to attach the key to. A change replaces the attachment.",
      validators: [
        identifier(
          "aigac_",
          "an access key configuration",
          "Refer to it as aigateway_access_key_configuration.<name>.id.",
        ),
      ],
      planModifiers: [requiresReplace()],
    }),
    provider_id: schema.string({
      required: true,
      description:
        "The provider that the rule is for: a built-in one such as `openai`, or the `provider_id` of an `aigateway_provider`. The key must be of the same one. A change replaces the attachment.",
      validators: [
        lengthBetween(1, 255),
        matches(/^(?!aigp_)/, "Refer to a custom provider by its provider_id, not by its id."),
      ],
      planModifiers: [requiresReplace()],
    }),
    provider_key_id: schema.string({
      required: true,
      description: "The `aigateway_provider_key` to attach. A change replaces the attachment.",
      validators: [
        identifier("aigpk_", "a provider key", "Refer to it as aigateway_provider_key.<name>.id."),
      ],
      planModifiers: [requiresReplace()],
    }),
    priority: schema.number({
      optional: true,
      description:
        "A whole number; keys are tried from the lowest on. Of two keys with the same one, the one that was attached first is tried first. Without a priority the key is tried after all that are there when it is attached.",
      validators: [wholeNumber(0, 999_999)],
    }),
  },
});

export type AttachmentSchema = typeof attachmentSchema;
