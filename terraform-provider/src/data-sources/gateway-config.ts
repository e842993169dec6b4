import type { ApiClient } from "../api/client.ts";
import type { DataSource } from "../framework/data-source.ts";
import * as schema from "../framework/schema/index.ts";
import { gatewayConfigFromApi, gatewayConfigSchema, getGatewayConfig } from "../resources/gateway-config.ts";
import { DESCRIPTIONS } from "./attributes.ts";

const dataSchema = schema.defineSchema({
  version: 0,
  description:
    "The time-outs and caps of the account's gateway, as they are. There is one such configuration in an account, so there is nothing to look it up by.",
  attributes: schema.readOnly(gatewayConfigSchema.attributes, {
    id: "The account's id.",
    account_id: "The account that the configuration is of, and that the API key is of.",
    total_timeout: "How long all attempts of a request may take until its first byte.",
    per_request_timeout: "How long one attempt may take until its headers, and a stream between two pieces.",
    metadata: DESCRIPTIONS.metadata,
  }),
});

export const gatewayConfigData: DataSource<typeof dataSchema, ApiClient> = {
  typeName: "aigateway_gateway_config",
  schema: dataSchema,
  read: async (_, client) =>
    gatewayConfigFromApi(await getGatewayConfig("read the gateway configuration", client)),
};
