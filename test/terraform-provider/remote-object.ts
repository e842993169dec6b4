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
