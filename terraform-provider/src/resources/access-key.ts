import type { ApiClient } from "../api/client.ts";
import { accessKeys } from "../api/collections.ts";
import type { components } from "../api/generated/openapi.ts";
import type { Clock } from "../clock.ts";
import type { Resource } from "../framework/resource.ts";
import type { Plan, State } from "../framework/schema/model.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { isUnknown } from "../protocol/value/value.ts";
import { retireAccessKey } from "./access-key-retirement.ts";
import { isRotationDue } from "./access-key-rotation.ts";
import { type AccessKeySchema, accessKeySchema } from "./access-key-schema.ts";
import { withoutToken } from "./token.ts";
import { changes, withoutNulls } from "./write-body.ts";

type Remote = components["schemas"]["AccessKey"];
/** What only Terraform knows. */
type Kept = Pick<State<AccessKeySchema>, "token" | "keepers" | "rotate_after" | "rotation_due" | "overlap">;

/** @param clock Decides when a key is due for rotation, and whether it ends before an overlap does. */
export function createAccessKey({ clock }: { clock: Clock }): Resource<AccessKeySchema, ApiClient> {
  return {
    typeName: "aigateway_access_key",
    schema: accessKeySchema,
    validateImportId: identifier("aigk_", "an access key", "Take it from the API's list of access keys."),

    async create({ plan, save }, client) {
      const created = await client.call("create the access key", (api) =>
        api.POST("/access-keys", { body: withoutNulls(toBody(plan)) }),
      );
      const state = toState(created, { ...plan, token: created.token ?? null, rotation_due: false });
      save(state);
      if (!state.token) throw withoutToken("access key", created.id);
      return state;
    },

    async read({ state }, client) {
      const remote = await client.read("read the access key", accessKeys, state.id);
      const { rotate_after } = state;
      return (
        remote &&
        toState(remote, { ...state, rotation_due: isRotationDue(rotate_after, remote.createdAt, clock) })
      );
    },

    async update({ plan, state }, client) {
      const params = { path: { id: state.id } };
      const body = changes(toBody(state), toBody(plan));
      const remote = await client.call("update the access key", (api) =>
        body ? api.PATCH("/access-keys/{id}", { params, body }) : api.GET("/access-keys/{id}", { params }),
      );
      const rotation_due = isUnknown(plan.rotation_due)
        ? isRotationDue(plan.rotate_after, remote.createdAt, clock)
        : plan.rotation_due;
      return toState(remote, { ...plan, token: state.token, rotation_due });
    },

    delete: ({ state, diagnostics }, client) =>
      retireAccessKey({ id: state.id, overlap: state.overlap, clock, diagnostics }, client),
  };
}

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

function toState(remote: Remote, kept: Kept): State<AccessKeySchema> {
  const { keepers, rotate_after, rotation_due, overlap, token } = kept;
  return { ...accessKeyFromApi(remote), keepers, rotate_after, rotation_due, overlap, token };
}

/** What the API tells of a key at any time. */
export function accessKeyFromApi(remote: Remote): Omit<State<AccessKeySchema>, keyof Kept> {
  return {
    id: remote.id,
    name: remote.name ?? null,
    description: remote.description ?? null,
    metadata: remote.metadata ?? null,
    access_key_configuration_id: remote.accessKeyConfiguration?.id ?? null,
    lineage: remote.lineage ?? null,
    expires_at: remote.expiresAt ?? null,
    key_redacted: remote.keyRedacted,
    created_at: remote.createdAt,
    updated_at: remote.updatedAt,
  };
}
