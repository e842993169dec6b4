import type { ApiClient } from "../api/client.ts";
import type { components } from "../api/generated/openapi.ts";
import { useStateForUnknown } from "../framework/plan-modifiers/index.ts";
import type { Resource } from "../framework/resource.ts";
import * as schema from "../framework/schema/index.ts";
import type { Plan, State } from "../framework/schema/model.ts";
import { sameDuration } from "../framework/semantics/semantic-equality.ts";
import { duration } from "../framework/validators/duration.ts";
import { wholeNumber } from "../framework/validators/number.ts";
import { matches } from "../framework/validators/text.ts";
import { metadata } from "./attributes.ts";
import { changes } from "./write-body.ts";

/** With a default in the schema, code that drops the attribute brings the API's default back. */
const timeout = (fallback: string, description: string) =>
  schema.string({
    optional: true,
    computed: true,
    default: fallback,
    description: `${description} In Go's syntax, such as \`90s\`; without it \`${fallback}\`.`,
    validators: [duration({ value: "1ms", remedy: "Give at least that." })],
    semanticEquals: sameDuration(),
  });

const cap = (description: string) =>
  schema.number({
    optional: true,
    description: `${description} Without it: no cap.`,
    validators: [wholeNumber(1)],
  });

const accountId = (description: string) =>
  schema.string({ computed: true, description, planModifiers: [useStateForUnknown()] });

export const gatewayConfigSchema = schema.defineSchema({
  version: 0,
  description:
    "The time-outs and caps of the account's gateway. An account has one such configuration, always: creating the resource takes it over and gives it the values of the code, and destroying the resource brings the defaults back. So declare it once for an account; two of them would overwrite each other.",
  attributes: {
    id: accountId("The account's id. Import takes it, or `default`: there is only one."),
    account_id: accountId("The account that the configuration is of."),
    total_timeout: timeout("120s", "How long all attempts of a request may take until its first byte."),
    per_request_timeout: timeout(
      "60s",
      "How long one attempt may take until its headers, and a stream between two pieces.",
    ),
    max_input_tokens: cap("Requests that are estimated larger are refused."),
    max_output_tokens: cap("What a completion may have at most."),
    metadata,
  },
});

type GatewayConfigSchema = typeof gatewayConfigSchema;
type Remote = components["schemas"]["GatewayConfig"];
type Update = components["schemas"]["GatewayConfigUpdate"];

export const gatewayConfig: Resource<GatewayConfigSchema, ApiClient> = {
  typeName: "aigateway_gateway_config",
  schema: gatewayConfigSchema,
  validateImportId: matches(
    /^\S+$/,
    "Give the account's id, which the API answers as accountId, or default.",
  ),

  async create({ plan }, client) {
    return gatewayConfigFromApi(await change("create the gateway configuration", toBody(plan), client));
  },

  async read({ state, imported, diagnostics }, client) {
    const remote = await getGatewayConfig("read the gateway configuration", client);
    if (imported && isOfAnotherAccount(state.id, remote.accountId)) {
      const remedy = `The id to import is "${state.id}", but the API key is of the account "${remote.accountId}". Import that id, or use an API key of the other account.`;
      diagnostics.addError("Gateway configuration of another account", remedy);
    }
    return gatewayConfigFromApi(remote);
  },

  async update({ plan, state }, client) {
    const action = "update the gateway configuration";
    const body = changes(toBody(state), toBody(plan));
    return gatewayConfigFromApi(
      body ? await change(action, body, client) : await getGatewayConfig(action, client),
    );
  },

  async delete(_, client) {
    await change("restore the defaults of the gateway configuration", DEFAULTS, client);
  },
};

/** There is only one to import, so a text that is no account's id can't mean another one. */
function isOfAnotherAccount(id: string, accountId: string): boolean {
  return id !== accountId && id.split("_")[0] === accountId.split("_")[0];
}

const DEFAULTS: Required<Update> = {
  totalTimeout: null,
  perRequestTimeout: null,
  maxInputTokens: null,
  maxOutputTokens: null,
  metadata: null,
};

/** @param action What the user wants of it, for the diagnostic. */
export function getGatewayConfig(action: string, client: ApiClient): Promise<Remote> {
  return client.call(action, (api) => api.GET("/gateway-config"));
}

function change(action: string, body: Update, client: ApiClient): Promise<Remote> {
  return client.call(action, (api) => api.PATCH("/gateway-config", { body }));
}

function toBody(plan: Plan<GatewayConfigSchema>) {
  return {
    totalTimeout: plan.total_timeout as string | null,
    perRequestTimeout: plan.per_request_timeout as string | null,
    maxInputTokens: plan.max_input_tokens,
    maxOutputTokens: plan.max_output_tokens,
    metadata: plan.metadata,
  };
}

/** What the API tells of the configuration. */
export function gatewayConfigFromApi(remote: Remote): State<GatewayConfigSchema> {
  return {
    id: remote.accountId,
    account_id: remote.accountId,
    total_timeout: remote.totalTimeout,
    per_request_timeout: remote.perRequestTimeout,
    max_input_tokens: remote.maxInputTokens,
    max_output_tokens: remote.maxOutputTokens,
    metadata: remote.metadata,
  };
}
