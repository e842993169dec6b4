import type {
  ProviderServer,
  ReadDataResult,
} from "../../terraform-provider/src/protocol/provider-server.ts";
import type { ObjectValue } from "../../terraform-provider/src/protocol/value/value.ts";
import { type ControlPlane, startControlPlane } from "../support/control-plane.ts";
import { type FaultProxy, startFaultProxy } from "../support/terraform-fault-proxy.ts";
import { startProviderServer } from "../support/terraform-provider-server.ts";

/** Data sources within this process, before a real control plane that can be made to fail. */
export interface DataSourceBench {
  controlPlane: ControlPlane;
  proxy: FaultProxy;
  provider: ProviderServer;
  /** Reads as Terraform does: what is not given is null. */
  read(type: string, config?: ObjectValue, how?: HowToRead): Promise<ReadDataResult>;
  /** Makes something at the API, and gives its id. */
  create(path: string, body: object): Promise<string>;
  /** Forgets what was made to fail, and what passed so far. */
  reset(): void;
  close(): Promise<void>;
}

export interface HowToRead {
  server?: ProviderServer;
  deferralAllowed?: boolean;
}

export async function startDataSourceBench(): Promise<DataSourceBench> {
  const controlPlane = await startControlPlane();
  const proxy = await startFaultProxy(controlPlane.baseUrl);
  const provider = await startProviderServer({
    AIGATEWAY_BASE_URL: proxy.baseUrl,
    AIGATEWAY_API_KEY: controlPlane.apiKey,
  });
  return {
    controlPlane,
    proxy,
    provider,
    read(type, config = {}, { server = provider, deferralAllowed = false } = {}) {
      const dataSource = server.dataSources.get(type);
      if (!dataSource) throw new Error(`There is no data source ${type}.`);
      const names = Object.keys(dataSource.schema.type.object);
      const nothing = Object.fromEntries(names.map((name) => [name, null]));
      return dataSource.read({ config: { ...nothing, ...config }, deferralAllowed });
    },
    async create(path, body) {
      const answer = await controlPlane.api("POST", path, body);
      expect(answer.status).toBe(201);
      return answer.body.id;
    },
    reset() {
      proxy.clear();
      proxy.passed.length = 0;
    },
    async close() {
      await proxy.close();
      await controlPlane.close();
    },
  };
}

const baseUrl = "https://models.example.com/v1";
const secret = "sk-0123456789abcdefghij";

/** The collections, with what makes two objects of one name. */
export const COLLECTIONS: [
  type: string,
  path: string,
  prefix: string,
  body: (providerId: string) => object,
][] = [
  ["aigateway_access_key", "/access-keys", "aigk_", () => ({})],
  ["aigateway_access_key_configuration", "/access-key-configurations", "aigac_", () => ({})],
  ["aigateway_api_key", "/api-keys", "aigak_", () => ({})],
  ["aigateway_provider_key", "/provider-keys", "aigpk_", () => ({ providerId: "openai", value: secret })],
  ["aigateway_provider", "/providers", "aigp_", (providerId) => ({ providerId, baseUrl })],
];

/** A configuration with which each data source asks the API. */
export const ASKING: [type: string, config: ObjectValue][] = [
  ...COLLECTIONS.flatMap(([type, , prefix]): [string, ObjectValue][] => [
    [type, { id: `${prefix}1` }],
    [type, { name: "it" }],
    [`${type}s`, {}],
  ]),
  ["aigateway_gateway_config", {}],
  ["aigateway_credit_balance", {}],
  ["aigateway_models", {}],
  ["aigateway_usage", { start_time: "2026-01-01T00:00:00Z" }],
  [
    "aigateway_provider_key_attachment",
    { access_key_configuration_id: "aigac_1", provider_id: "sim", provider_key_id: "aigpk_1" },
  ],
];
