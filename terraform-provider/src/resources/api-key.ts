import type { ApiClient } from "../api/client.ts";
import { apiKeys } from "../api/collections.ts";
import type { components } from "../api/generated/openapi.ts";
import type { Resource } from "../framework/resource.ts";
import * as schema from "../framework/schema/index.ts";
import type { Plan, State } from "../framework/schema/model.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { createdAt, description, id, metadata, optionalText, updatedAt } from "./attributes.ts";
import { keyRedacted, token, withoutToken } from "./token.ts";
import { changes, withoutNulls } from "./write-body.ts";

export const apiKeySchema = schema.defineSchema({
  version: 0,
  description:
    "An API key: the credential of the management API, for Terraform itself and for other programs that manage the gateway. It is refused as soon as it is deleted, so don't let a configuration delete the key that it is applied with. Rotate it by replacing it, with `create_before_destroy`.",
  attributes: {
    id,
    name: optionalText(255, "A name for people. Need not be unique, so that old and new key can coexist."),
    description,
    metadata,
    token: token(
      "The credential itself. The API shows it once, at creation, so that it is null for an imported key. It is kept in the state.",
    ),
    key_redacted: keyRedacted,
    created_at: createdAt,
    updated_at: updatedAt,
  },
});

type ApiKeySchema = typeof apiKeySchema;
type Remote = components["schemas"]["ApiKey"];

export const apiKey: Resource<ApiKeySchema, ApiClient> = {
  typeName: "aigateway_api_key",
  schema: apiKeySchema,
  validateImportId: identifier("aigak_", "an API key", "Take it from the API's list of API keys."),

  async create({ plan, save }, client) {
    const created = await client.call("create the API key", (api) =>
      api.POST("/api-keys", { body: withoutNulls(toBody(plan)) }),
    );
    const state = toState(created, created.token ?? null);
    save(state);
    if (!state.token) throw withoutToken("API key", created.id);
    return state;
  },

  async read({ state }, client) {
    const remote = await client.read("read the API key", apiKeys, state.id);
    return remote && toState(remote, state.token);
  },

  async update({ plan, state }, client) {
    const params = { path: { id: state.id } };
    const body = changes(toBody(state), toBody(plan));
    const remote = await client.call("update the API key", (api) =>
      body ? api.PATCH("/api-keys/{id}", { params, body }) : api.GET("/api-keys/{id}", { params }),
    );
    return toState(remote, state.token);
  },

  async delete({ state }, client) {
    await client.callUnlessGone("delete the API key", (api) =>
      api.DELETE("/api-keys/{id}", { params: { path: { id: state.id } } }),
    );
  },
};

function toBody(plan: Plan<ApiKeySchema>) {
  return { name: plan.name, description: plan.description, metadata: plan.metadata };
}

/** @param token What only Terraform knows after the creation. */
function toState(remote: Remote, token: string | null): State<ApiKeySchema> {
  return { ...apiKeyFromApi(remote), token };
}

/** What the API tells of a key at any time. */
export function apiKeyFromApi(remote: Remote): Omit<State<ApiKeySchema>, "token"> {
  return {
    id: remote.id,
    name: remote.name ?? null,
    description: remote.description ?? null,
    metadata: remote.metadata ?? null,
    key_redacted: remote.keyRedacted,
    created_at: remote.createdAt,
    updated_at: remote.updatedAt,
  };
}
