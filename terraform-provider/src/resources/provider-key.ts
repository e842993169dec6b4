import type { ApiClient } from "../api/client.ts";
import { providerKeys } from "../api/collections.ts";
import type { components } from "../api/generated/openapi.ts";
import { requiresReplace, useStateUnlessChanged } from "../framework/plan-modifiers/index.ts";
import type { Resource, UpdateRequest } from "../framework/resource.ts";
import * as schema from "../framework/schema/index.ts";
import type { Plan, State } from "../framework/schema/model.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { HEADER_TEXT, lengthBetween, matches } from "../framework/validators/text.ts";
import { checkProvider } from "../references/check-provider.ts";
import { createdAt, description, id, metadata, notById, requiredName, updatedAt } from "./attributes.ts";
import { checkSecretSource } from "./provider-key-secret.ts";
import { changes, withoutNulls } from "./write-body.ts";

const secretValidators = [
  lengthBetween(1, 8192),
  matches(HEADER_TEXT, "It goes into an HTTP header: printable ASCII without spaces or line ends."),
];

export const providerKeySchema = schema.defineSchema({
  version: 0,
  description:
    "A credential of a model provider, stored by the gateway, which never shows it again. A new value rotates it in place: same id, attachments untouched.",
  attributes: {
    id,
    provider_id: schema.string({
      required: true,
      description:
        "The provider that the key is for: a built-in one such as `openai`, or the `provider_id` of an `aigateway_provider`. A change replaces the key; where a configuration attaches it, use `create_before_destroy`.",
      validators: [lengthBetween(1, 255), notById],
      planModifiers: [requiresReplace()],
    }),
    name: requiredName("A name for people, 1 to 255 characters."),
    description,
    metadata,
    value: schema.string({
      optional: true,
      sensitive: true,
      description:
        "The secret. It is kept in the state; `value_wo` is not. When somebody else has rotated the key, the next apply sets this value again. Exactly one of the two must be given.",
      validators: secretValidators,
    }),
    value_wo: schema.string({
      optional: true,
      sensitive: true,
      writeOnly: true,
      description:
        "The secret, in neither plan nor state. Terraform can't see that it changed, so change `value_wo_version` with it. Needs Terraform 1.11 or later.",
      validators: secretValidators,
    }),
    value_wo_version: schema.string({
      optional: true,
      description:
        "Any string. A change of it sends `value_wo` again. With it, as with `value`, a key that somebody else has rotated is set again by the next apply.",
    }),
    key_redacted: schema.string({
      computed: true,
      description: "The first ten characters of the secret, three stars, and its last four.",
      planModifiers: [useStateUnlessChanged("value", "value_wo_version")],
    }),
    created_at: createdAt,
    updated_at: updatedAt,
  },
});

type ProviderKeySchema = typeof providerKeySchema;
type Remote = components["schemas"]["ProviderKey"];
type Kept = Pick<State<ProviderKeySchema>, "value" | "value_wo_version">;

export const providerKey: Resource<ProviderKeySchema, ApiClient> = {
  typeName: "aigateway_provider_key",
  schema: providerKeySchema,
  validateConfig: checkSecretSource,
  async checkPlan({ plan, diagnostics }, client) {
    await checkProvider(plan.provider_id, ["provider_id"], { client, diagnostics });
  },
  validateImportId: identifier("aigpk_", "a provider key", "Take it from the API's list of provider keys."),

  async create({ plan, config, save }, client) {
    const value = config.value ?? config.value_wo ?? "";
    const body = { ...withoutNulls(toBody(plan)), providerId: plan.provider_id, name: plan.name, value };
    const created = await client.call("create the provider key", (api) =>
      api.POST("/provider-keys", { body }),
    );
    save({ id: created.id }); // whatever else is in the answer: it exists
    return toState(created, plan);
  },

  async read({ state }, client) {
    const remote = await client.read("read the provider key", providerKeys, state.id);
    return remote && toState(remote, isReplacedElsewhere(remote, state) ? FORGOTTEN : state);
  },

  async update(request, client) {
    const { plan, state, save } = request;
    const params = { path: { id: state.id } };
    let before = state;
    const value = newValue(request);
    if (value !== undefined) {
      const body = { value, name: plan.name };
      const rotated = await client.call("rotate the provider key", (api) =>
        api.POST("/provider-keys/{id}/rotate", { params, body }),
      );
      before = toState(rotated, plan);
      save(before);
    }
    const body = changes(toBody(before), toBody(plan));
    const remote = await client.call("update the provider key", (api) =>
      body ? api.PATCH("/provider-keys/{id}", { params, body }) : api.GET("/provider-keys/{id}", { params }),
    );
    return toState(remote, plan);
  },

  async delete({ state }, client) {
    await client.callUnlessGone("delete the provider key", (api) =>
      api.DELETE("/provider-keys/{id}", { params: { path: { id: state.id } } }),
    );
  },
};

/** So that the next plan differs from it, and sends the value of the code again. */
const FORGOTTEN: Kept = { value: null, value_wo_version: null };

/** Somebody else has rotated the key: the one part of the value that the API shows is another one. */
function isReplacedElsewhere(remote: Remote, { key_redacted }: State<ProviderKeySchema>): boolean {
  return key_redacted !== null && key_redacted !== remote.keyRedacted;
}

/** The value to rotate to, if this update is to. */
function newValue({ plan, state, config }: UpdateRequest<ProviderKeySchema>): string | undefined {
  const changed = plan.value !== state.value || plan.value_wo_version !== state.value_wo_version;
  return changed ? (config.value ?? config.value_wo ?? undefined) : undefined;
}

function toBody(plan: Plan<ProviderKeySchema>) {
  return { name: plan.name, description: plan.description, metadata: plan.metadata };
}

function toState(remote: Remote, { value, value_wo_version }: Kept): State<ProviderKeySchema> {
  return { ...providerKeyFromApi(remote), value, value_wo: null, value_wo_version };
}

/** What the API tells of a key at any time. */
export function providerKeyFromApi(remote: Remote): Omit<State<ProviderKeySchema>, keyof Kept | "value_wo"> {
  return {
    id: remote.id,
    provider_id: remote.providerId,
    name: remote.name,
    description: remote.description ?? null,
    metadata: remote.metadata ?? null,
    key_redacted: remote.keyRedacted,
    created_at: remote.createdAt,
    updated_at: remote.updatedAt,
  };
}
