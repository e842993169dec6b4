import type { ControlPlane } from "../support/control-plane.ts";

type Api = ControlPlane["api"];
// biome-ignore lint/suspicious/noExplicitAny: states of every shape
type Values = Record<string, any>;

/** What a resource stands for at the API, for tests that look at it and change it behind Terraform's back. */
export interface RemoteObject {
  exists(api: Api, values: Values): Promise<boolean>;
  /** Makes a change that Terraform has to notice. */
  change(api: Api, values: Values): Promise<void>;
  remove(api: Api, values: Values): Promise<void>;
}

/** An item of a collection, under its id. */
export function itemOf(collection: string, drift: Record<string, unknown>): RemoteObject {
  const path = ({ id }: Values) => `${collection}/${id}`;
  return {
    exists: async (api, values) => {
      const { status } = await api("GET", path(values));
      expect([200, 404]).toContain(status);
      return status === 200;
    },
    change: async (api, values) => expect((await api("PATCH", path(values), drift)).status).toBe(200),
    remove: async (api, values) => expect((await api("DELETE", path(values))).status).toBe(204),
  };
}

/** The account's gateway configuration, which is there as long as anything in it is not as it is by default. */
export function gatewayConfigOf(drift: Record<string, unknown>): RemoteObject {
  const nothing = { maxInputTokens: null, maxOutputTokens: null, metadata: null };
  const change = async (api: Api, body: object) =>
    expect((await api("PATCH", "/gateway-config", body)).status).toBe(200);
  return {
    exists: async (api) => {
      const { accountId, uri, ...settings } = (await api("GET", "/gateway-config")).body;
      const defaults = { ...nothing, totalTimeout: "120s", perRequestTimeout: "60s" };
      return (
        JSON.stringify(Object.entries(settings).sort()) !== JSON.stringify(Object.entries(defaults).sort())
      );
    },
    change: (api) => change(api, drift),
    remove: (api) => change(api, { ...nothing, totalTimeout: null, perRequestTimeout: null }),
  };
}

/** A key in its provider's rule of a configuration. */
export const attachment: RemoteObject = {
  exists: async (api, values) => {
    const { body } = await api("GET", `/access-key-configurations/${values.access_key_configuration_id}`);
    return attachedIn(body, values.provider_id).includes(values.provider_key_id);
  },
  // Another program writes the metadata, where the priorities are, as it knows it.
  change: async (api, { access_key_configuration_id: id }) => {
    const metadata = JSON.stringify({ owner: "platform" });
    expect((await api("PATCH", `/access-key-configurations/${id}`, { metadata })).status).toBe(200);
  },
  remove: async (api, { access_key_configuration_id: id, provider_id, provider_key_id }) => {
    const { body } = await api("GET", `/access-key-configurations/${id}`);
    const others = attachedIn(body, provider_id).filter((key) => key !== provider_key_id);
    await route(api, id, provider_id, others);
  },
};

/** The keys in the rule of a provider, in their order, in an API's answer. */
// biome-ignore lint/suspicious/noExplicitAny: an answer as it came
export function attachedIn(configuration: any, providerId: string): string[] {
  const rules: Values[] = configuration.router?.rules ?? [];
  const steps: Values[] = rules.find(({ provider }) => provider === providerId)?.steps ?? [];
  return steps.flatMap(({ keys }) => keys.map(({ id }: { id: string }) => id));
}

async function route(api: Api, id: string, provider: string, keys: string[]): Promise<void> {
  const rule = { provider, steps: [{ type: "user", keys: keys.map((key) => ({ id: key })) }] };
  const router = keys.length > 0 ? { rules: [rule] } : null;
  const { status } = await api("PATCH", `/access-key-configurations/${id}`, { router });
  expect(status).toBe(200);
}
