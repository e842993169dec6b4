import { type Route, route } from "../http/route.ts";
import { presentGatewayConfig } from "./present.ts";
import { GatewayConfig, GatewayConfigUpdate } from "./schema.ts";
import { createGatewayConfigStore } from "./store.ts";

const tag = "Gateway configuration";

export function gatewayConfigRoutes(): Route[] {
  return [
    route({
      method: "GET",
      path: "/gateway-config",
      operationId: "getGatewayConfig",
      summary: "Get the account's time-outs and caps",
      tag,
      success: { status: 200, description: "The gateway configuration.", schema: GatewayConfig },
      errors: [],
      async handle({ db, caller, uri }) {
        return presentGatewayConfig(await createGatewayConfigStore(db).get(caller.accountId), uri);
      },
    }),
    route({
      method: "PATCH",
      path: "/gateway-config",
      operationId: "updateGatewayConfig",
      summary: "Change the account's time-outs and caps; null brings a default back",
      tag,
      action: "gateway_config.update",
      body: GatewayConfigUpdate,
      success: { status: 200, description: "The gateway configuration as it is now.", schema: GatewayConfig },
      errors: [422],
      async handle({ db, caller, body, uri }) {
        const row = await createGatewayConfigStore(db).update(caller.accountId, {
          total_timeout: body.totalTimeout,
          per_request_timeout: body.perRequestTimeout,
          max_input_tokens: body.maxInputTokens,
          max_output_tokens: body.maxOutputTokens,
          metadata: body.metadata,
        });
        return presentGatewayConfig(row, uri);
      },
    }),
  ];
}
