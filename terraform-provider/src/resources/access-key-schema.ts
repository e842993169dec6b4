import { requiresReplaceUnlessImported } from "../framework/plan-modifiers/index.ts";
import * as schema from "../framework/schema/index.ts";
import { sameInstant } from "../framework/semantics/semantic-equality.ts";
import { duration } from "../framework/validators/duration.ts";
import { timestamp } from "../framework/validators/timestamp.ts";
import { accessKeyConfigurationId, lineage } from "./access-key-attributes.ts";
import { replaceWhenDue } from "./access-key-rotation.ts";
import { createdAt, description, id, metadata, optionalText, updatedAt } from "./attributes.ts";
import { keyRedacted, token } from "./token.ts";

export const accessKeySchema = schema.defineSchema({
  version: 0,
  description:
    "An access key: what a client sends to the gateway. It is rotated by being replaced, when one of its `keepers` changes or when it is older than `rotate_after`. With `create_before_destroy`, whatever uses the token is updated before the old key is destroyed; with `overlap`, the old key then stays valid for a while, for clients that take up the new one later. So no request fails.",
  attributes: {
    id,
    name: optionalText(255, "A name for people. Need not be unique, so that old and new key can coexist."),
    description,
    metadata,
    access_key_configuration_id: accessKeyConfigurationId,
    keepers: schema.mapOfStrings({
      optional: true,
      description:
        "Any values; a change of one replaces the key. They stay in Terraform and mean nothing to the API: those of an imported key are recorded by the first apply, without replacing it.",
      planModifiers: [requiresReplaceUnlessImported()],
    }),
    rotate_after: schema.string({
      optional: true,
      description:
        "An age, as a duration in Go's syntax (`720h`): the first plan after the key has reached it replaces the key. Something must run Terraform at least that often. A change of it is recorded in place, and decides from the next plan on; so is one for a key that was imported.",
      validators: [
        duration({
          value: "1m",
          remedy: "Every apply would replace the key. Write a longer one, or leave rotate_after out.",
        }),
      ],
    }),
    rotation_due: schema.bool({
      computed: true,
      description:
        "Whether the key has reached the age of `rotate_after`, as of the last time that it was read: the next plan then replaces it. With `-refresh=false`, what was last decided counts.",
      planModifiers: [replaceWhenDue()],
    }),
    overlap: schema.string({
      optional: true,
      description:
        "For how long the key stays valid once Terraform destroys it, to replace it or otherwise, as a duration in Go's syntax (`24h`). By default `0s`: it is deleted at once. A key with an overlap is not deleted but left to expire, and stays in the API's list; if it ends earlier anyway, that stays so. What counts is the value that was applied before the destroy. Until it ends the key obeys its configuration, which can't be deleted before: to destroy both at once, apply `0s` first, or destroy again once the key has ended. An API that knows no expiry deletes the key at once, with a warning.",
      validators: [duration()],
    }),
    lineage,
    expires_at: schema.string({
      optional: true,
      description: "A time in RFC 3339, after which the gateway refuses the key.",
      validators: [timestamp()],
      semanticEquals: sameInstant(),
    }),
    token: token(
      "The credential itself, for `Authorization: Bearer`. The API shows it once, at creation, so that it is null for an imported key.",
    ),
    key_redacted: keyRedacted,
    created_at: createdAt,
    updated_at: updatedAt,
  },
});

export type AccessKeySchema = typeof accessKeySchema;
