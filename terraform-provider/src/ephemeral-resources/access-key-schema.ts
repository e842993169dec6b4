import * as schema from "../framework/schema/index.ts";
import { duration } from "../framework/validators/duration.ts";
import { accessKeyConfigurationId, lineage } from "../resources/access-key-attributes.ts";
import { description, metadata, optionalText } from "../resources/attributes.ts";

export const ephemeralAccessKeySchema = schema.defineSchema({
  version: 0,
  description:
    "An access key for one run: made when the run first needs it, deleted when nothing in the run needs it any more, and kept in neither plan nor state. A plan and an apply each make one of their own. A long run renews it; where Terraform is killed it expires by itself, and is then refused like a deleted one, though it stays in the API's list. Where a run fails it is deleted as well, when the provider ends. Where a value is not known yet in a plan, the key is made in the apply only. Needs Terraform 1.10 or later; elsewhere than in provider blocks, provisioners and other ephemeral values, `token` goes into write-only attributes alone, from 1.11 on.",
  attributes: {
    id: schema.string({ computed: true, description: "The API's id of the key." }),
    name: optionalText(255, "A name for people. Need not be unique."),
    description,
    metadata,
    access_key_configuration_id: accessKeyConfigurationId,
    lineage,
    ttl: schema.string({
      optional: true,
      computed: true,
      default: "15m",
      description:
        "For how long the key outlives a Terraform that was killed, at most, as a duration in Go's syntax; `15m` without it. While the run lasts, the key is renewed for as long again whenever half of it is over.",
      validators: [
        duration({ value: "1m", remedy: "The renewals need some time. Write a longer one, such as 15m." }),
      ],
    }),
    token: schema.string({
      computed: true,
      sensitive: true,
      description: "The credential itself, for `Authorization: Bearer`.",
    }),
    expires_at: schema.string({
      computed: true,
      nullable: true,
      description:
        "When the key will expire unless it is renewed, in RFC 3339. Null where the API knows no expiry of access keys: the key is then deleted at the end of the run, but left by a Terraform that was killed.",
    }),
  },
});

export type EphemeralAccessKeySchema = typeof ephemeralAccessKeySchema;
