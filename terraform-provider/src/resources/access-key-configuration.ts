import type { ApiClient } from "../api/client.ts";
import { accessKeyConfigurations } from "../api/collections.ts";
import { withRemedy } from "../api/errors.ts";
import type { components } from "../api/generated/openapi.ts";
import type { Resource } from "../framework/resource.ts";
import * as schema from "../framework/schema/index.ts";
import type { Plan, State } from "../framework/schema/model.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { matches } from "../framework/validators/text.ts";
import { access, accessFromApi, accessToApi } from "./access-key-configuration-access.ts";
import { checkReferences } from "./access-key-configuration-references.ts";
import { checkRouter, router, routerFromApi, routerToApi } from "./access-key-configuration-router.ts";
import { PRIORITIES_NAME, splitMetadata } from "./attachment-priorities.ts";
import { createdAt, description, id, metadataThat, requiredName, updatedAt } from "./attributes.ts";
import { besideAttachments } from "./beside-attachments.ts";
import { changeOfConfiguration } from "./change-configuration.ts";
import { changes, withoutNulls } from "./write-body.ts";

const ownMetadata = metadataThat(
  matches(
    new RegExp(`^(?!.*${PRIORITIES_NAME})`, "s"),
    `The name ${PRIORITIES_NAME} is for the priorities of aigateway_provider_key_attachment; call yours otherwise.`,
  ),
);

export const configurationSchema = schema.defineSchema({
  version: 0,
  description:
    "What access keys may reach, and whose credentials the gateway uses for them. A change takes effect on the keys that obey it at once.",
  attributes: {
    id,
    name: requiredName("A name for people, 1 to 255 characters."),
    description,
    metadata: ownMetadata,
    access,
    router,
    created_at: createdAt,
    updated_at: updatedAt,
  },
});

type ConfigurationSchema = typeof configurationSchema;
type Remote = components["schemas"]["AccessKeyConfiguration"];

export const accessKeyConfiguration: Resource<ConfigurationSchema, ApiClient> = {
  typeName: "aigateway_access_key_configuration",
  schema: configurationSchema,
  validateConfig: ({ router }, diagnostics) => checkRouter(router, diagnostics),
  checkPlan: ({ plan, diagnostics }, client) => checkReferences(plan, { client, diagnostics }),
  validateImportId: identifier(
    "aigac_",
    "an access key configuration",
    "Take it from the API's list of access key configurations.",
  ),

  async create({ plan, save }, client) {
    const body = { ...withoutNulls(toBody(plan)), name: plan.name };
    const created = await client.call("create the access key configuration", (api) =>
      api.POST("/access-key-configurations", { body }),
    );
    save({ id: created.id }); // whatever else is in the answer: it exists
    return configurationFromApi(created);
  },

  async read({ state, imported }, client) {
    const remote = await client.read("read the access key configuration", accessKeyConfigurations, state.id);
    if (remote === null) return null;
    // A router that isn't in code isn't ours to compare: others may attach keys to this configuration.
    const unmanaged = state.router === null && !imported;
    return unmanaged ? { ...configurationFromApi(remote), router: null } : configurationFromApi(remote);
  },

  async update({ plan, state, imported }, client) {
    // Code without a router never had the one that an import found: that one is let go of, not removed.
    const before = imported && plan.router === null ? { ...state, router: null } : state;
    const body = changes(toBody(before), toBody(plan));
    const remote = await client.change(
      "update the access key configuration",
      changeOfConfiguration(state.id, (current) => body && besideAttachments(body, current)),
    );
    return { ...configurationFromApi(remote), ...(plan.router === null && { router: null }) };
  },

  async delete({ state }, client) {
    const deleted = client.callUnlessGone("delete the access key configuration", (api) =>
      api.DELETE("/access-key-configurations/{id}", { params: { path: { id: state.id } } }),
    );
    await deleted.catch(withRemedy(409, RETIRED_KEYS));
  },
};

/** A `terraform destroy` of both is the way into this, and by then the key is not in the state any more. */
const RETIRED_KEYS =
  'A key that Terraform has destroyed with an overlap obeys its configuration until it ends. Destroy again after that; or, if nobody is to use it any longer, delete the key at the API and destroy again. To destroy both at once, apply overlap = "0s" before.';

function toBody(plan: Plan<ConfigurationSchema>) {
  return {
    name: plan.name,
    description: plan.description,
    metadata: plan.metadata,
    access: accessToApi(plan.access),
    router: routerToApi(plan.router),
  };
}

/** What the API tells of a configuration, less what is kept in it for attachments. */
export function configurationFromApi(remote: Remote): State<ConfigurationSchema> {
  return {
    id: remote.id,
    name: remote.name,
    description: remote.description ?? null,
    metadata: splitMetadata(remote.metadata).own,
    access: accessFromApi(remote.access),
    router: routerFromApi(remote.router),
    created_at: remote.createdAt,
    updated_at: remote.updatedAt,
  };
}
