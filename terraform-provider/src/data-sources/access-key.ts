import type { Clock } from "../clock.ts";
import * as schema from "../framework/schema/index.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { accessKeyFromApi } from "../resources/access-key.ts";
import { accessKeySchema } from "../resources/access-key-schema.ts";
import { DESCRIPTIONS, lastUsed } from "./attributes.ts";
import { defineCollection } from "./collection.ts";
import { createObjectSource } from "./object-source.ts";

/** Without the token, which the API never shows again, and what only Terraform knows of its own keys. */
const { token, keepers, rotate_after, rotation_due, overlap, ...told } = accessKeySchema.attributes;

export const accessKeys = defineCollection({
  names: ["access key", "access keys"],
  listType: "aigateway_access_keys",
  attributes: {
    ...schema.readOnly(told, {
      ...DESCRIPTIONS,
      access_key_configuration_id:
        "The configuration that the key obeys. Without one the key may reach every provider and model.",
    }),
    last_used: lastUsed,
  },
  validateId: identifier("aigk_", "an access key", "Look it up by its name instead."),
  get: (api, id) => api.GET("/access-keys/{id}", { params: { path: { id } } }),
  page: (api, query) => api.GET("/access-keys", { params: { query } }),
  items: (page) => page.aiGatewayAccessKeys,
  toState: (remote) => ({ ...accessKeyFromApi(remote), last_used: remote.lastUsed }),
});

/** @param clock Decides which keys have expired. */
export const createAccessKeyData = ({ clock }: { clock: Clock }) =>
  createObjectSource(accessKeys, {
    typeName: "aigateway_access_key",
    description:
      "An access key that is there already, without its token: the API shows that once, at creation. While a key is rotated, old and new may have the same name, and only the id tells them apart. One that has expired is found by its name only where no valid one has it.",
    keys: ["name"],
    // A rotation with an overlap leaves the old key to its expiry, and the API keeps it in its list.
    isOver: ({ expiresAt }) => expiresAt != null && Date.parse(expiresAt) <= clock.now(),
  });
