import type { ApiClient } from "../api/client.ts";
import type { components } from "../api/generated/openapi.ts";
import { DiagnosticError } from "../framework/diagnostics.ts";
import { requiresReplaceUnlessImported, useStateForUnknown } from "../framework/plan-modifiers/index.ts";
import type { Resource } from "../framework/resource.ts";
import * as schema from "../framework/schema/index.ts";
import type { Plan, State } from "../framework/schema/model.ts";
import { sameInstant } from "../framework/semantics/semantic-equality.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { lengthBetween } from "../framework/validators/text.ts";
import { timestamp } from "../framework/validators/timestamp.ts";
import { createdAt, description, id, metadata, optionalText, updatedAt } from "./attributes.ts";
import { changes, withoutNulls } from "./write-body.ts";

const accessKeySchema = schema.defineSchema({
  version: 0,
  description:
    "An access key: what a client sends to the gateway. Rotate it by replacing it: with `create_before_destroy`, whatever uses the token is updated before the old key is deleted, so that no request fails.",
  attributes: {
    id,
    name: optionalText(255, "A name for people. Need not be unique, so that old and new key can coexist."),
    description,
    metadata,
    access_key_configuration_id: schema.string({
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
    }),
    keepers: schema.mapOfStrings({
      optional: true,
      description:
        "Any values; a change of one replaces the key. They stay in Terraform and mean nothing to the API: those of an imported key are recorded by the first apply, without replacing it.",
      planModifiers: [requiresReplaceUnlessImported()],
    }),
    lineage: schema.string({
      optional: true,
      description:
        "A name that the successive keys of one client share. Spend history is kept by it, over all rotations.",
      validators: [lengthBetween(1, 255)],
    }),
    expires_at: schema.string({
      optional: true,
      description: "A time in RFC 3339, after which the gateway refuses the key.",
      validators: [timestamp()],
      semanticEquals: sameInstant(),
    }),
    token: schema.string({
      computed: true,
      nullable: true,
      sensitive: true,
      description:
        "The credential itself, for `Authorization: Bearer`. The API shows it once, at creation, so that it is null for an imported key.",
      planModifiers: [useStateForUnknown()],
    }),
    key_redacted: schema.string({
      computed: true,
      description: "The first ten characters of the token, three stars, and its last four.",
      planModifiers: [useStateForUnknown()],
    }),
    created_at: createdAt,
    updated_at: updatedAt,
  },
});

type AccessKeySchema = typeof accessKeySchema;
type Remote = components["schemas"]["AccessKey"];

export const accessKey: Resource<AccessKeySchema, ApiClient> = {
  typeName: "aigateway_access_key",
  schema: accessKeySchema,
  validateImportId: identifier("aigk_", "an access key", "Take it from the API's list of access keys."),

  async create({ plan, save }, client) {
    const created = await client.call("create the access key", (api) =>
      api.POST("/access-keys", { body: withoutNulls(toBody(plan)) }),
    );
    const state = toState(created, { token: created.token ?? null, keepers: plan.keepers });
    save(state);
    if (!state.token) throw withoutToken(created.id);
    return state;
  },

  async read({ state }, client) {
    const remote = await client.callUnlessGone("read the access key", (api) =>
      api.GET("/access-keys/{id}", { params: { path: { id: state.id } } }),
    );
    return remote && toState(remote, state);
  },

  async update({ plan, state }, client) {
    const params = { path: { id: state.id } };
    const body = changes(toBody(state), toBody(plan));
    const remote = await client.call("update the access key", (api) =>
      body ? api.PATCH("/access-keys/{id}", { params, body }) : api.GET("/access-keys/{id}", { params }),
    );
    return toState(remote, { token: state.token, keepers: plan.keepers });
  },

  async delete({ state }, client) {
    await client.callUnlessGone("delete the access key", (api) =>
      api.DELETE("/access-keys/{id}", { params: { path: { id: state.id } } }),
    );
  },
};

function toBody(plan: Plan<AccessKeySchema>) {
  return {
    name: plan.name,
    description: plan.description,
    metadata: plan.metadata,
    accessKeyConfigurationId: plan.access_key_configuration_id,
    lineage: plan.lineage,
    expiresAt: plan.expires_at,
  };
}

/** @param kept What only Terraform knows. */
function toState(
  remote: Remote,
  kept: Pick<State<AccessKeySchema>, "token" | "keepers">,
): State<AccessKeySchema> {
  return {
    id: remote.id,
    name: remote.name ?? null,
    description: remote.description ?? null,
    metadata: remote.metadata ?? null,
    access_key_configuration_id: remote.accessKeyConfiguration?.id ?? null,
    keepers: kept.keepers,
    lineage: remote.lineage ?? null,
    expires_at: remote.expiresAt ?? null,
    token: kept.token,
    key_redacted: remote.keyRedacted,
    created_at: remote.createdAt,
    updated_at: remote.updatedAt,
  };
}

function withoutToken(keyId: string): DiagnosticError {
  const summary = "The access key has no token";
  const detail = `The API created the access key ${keyId}, but its answer did not carry the token, which is never shown again. The key is kept in the state as tainted: the next apply replaces it.`;
  return new DiagnosticError([{ severity: "error", summary, detail, path: ["token"] }]);
}
