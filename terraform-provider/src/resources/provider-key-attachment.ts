import type { ApiClient } from "../api/client.ts";
import type { Resource } from "../framework/resource.ts";
import type { Plan, State } from "../framework/schema/model.ts";
import { checkProvider } from "../references/check-provider.ts";
import { checkProviderKey } from "../references/check-provider-key.ts";
import { attach, attachedKeys, detach, priorityOf } from "./attached-keys.ts";
import { type AttachmentPlace, attachmentId, parseAttachmentId } from "./attachment-id.ts";
import { requireRoom } from "./attachment-room.ts";
import { changeOfConfiguration } from "./change-configuration.ts";
import { type AttachmentSchema, attachmentSchema } from "./provider-key-attachment-schema.ts";
import { providerRule } from "./provider-rule.ts";

export const providerKeyAttachment: Resource<AttachmentSchema, ApiClient> = {
  typeName: "aigateway_provider_key_attachment",
  schema: attachmentSchema,
  validateImportId: (id, shown) =>
    parseAttachmentId(id)
      ? undefined
      : `${shown} is not the id of an attachment. Write it as access_key_configuration_id/provider_id/provider_key_id, like "aigac_…/openai/aigpk_…".`,

  async checkPlan({ plan, diagnostics }, client) {
    const checking = { client, diagnostics };
    const provider = await checkProvider(plan.provider_id, ["provider_id"], checking);
    await checkProviderKey(plan.provider_key_id, provider?.providerId, ["provider_key_id"], checking);
  },

  async create({ plan }, client) {
    const state = await put("attach the provider key", plan, client);
    attachedBy(client).add(state.id);
    return state;
  },

  async read({ state }, client) {
    const place = parseAttachmentId(state.id);
    return place ? readAttachment(place, client) : null;
  },

  update: ({ plan }, client) => put("change the provider key attachment", plan, client),

  async delete({ state }, client) {
    // Replaced by itself, or moved to another address: what this apply has attached stays.
    if (attachedBy(client).has(state.id)) return;
    const action = "detach the provider key";
    const { access_key_configuration_id, provider_id: providerId, provider_key_id: providerKeyId } = state;
    await client.changeUnlessGone(
      action,
      changeOfConfiguration(access_key_configuration_id, async (configuration) => {
        const rule = await providerRule(action, configuration, providerId, client);
        return detach(configuration, { rule, providerId, providerKeyId });
      }),
    );
  },
};

/** The attachment as it is; null where the key is not attached there. */
export async function readAttachment(
  place: AttachmentPlace,
  client: ApiClient,
): Promise<State<AttachmentSchema> | null> {
  const action = "read the provider key attachment";
  const params = { path: { id: place.access_key_configuration_id } };
  const configuration = await client.callUnlessGone(action, (api) =>
    api.GET("/access-key-configurations/{id}", { params }),
  );
  if (configuration === null) return null;
  const { provider_id: providerId, provider_key_id: providerKeyId } = place;
  const rule = await providerRule(action, configuration, providerId, client);
  if (!attachedKeys(configuration, rule).includes(providerKeyId)) return null;
  const priority = priorityOf(configuration, { rule, providerId, providerKeyId });
  return { id: attachmentId(place), ...place, priority };
}

async function put(
  action: string,
  plan: Plan<AttachmentSchema>,
  client: ApiClient,
): Promise<State<AttachmentSchema>> {
  const {
    access_key_configuration_id,
    provider_id: providerId,
    provider_key_id: providerKeyId,
    priority,
  } = plan;
  await client.change(
    action,
    changeOfConfiguration(access_key_configuration_id, async (configuration) => {
      const rule = await providerRule(action, configuration, providerId, client);
      const update = attach(configuration, { rule, providerId, providerKeyId }, priority);
      requireRoom(action, update);
      return update;
    }),
  );
  const place: AttachmentPlace = {
    access_key_configuration_id,
    provider_id: providerId,
    provider_key_id: providerKeyId,
  };
  return { id: attachmentId(place), ...place, priority };
}

/** What was attached with a client, that is, in one apply. */
const attached = new WeakMap<ApiClient, Set<string>>();

function attachedBy(client: ApiClient): Set<string> {
  const known = attached.get(client) ?? new Set();
  attached.set(client, known);
  return known;
}
