import { randomUUID } from "node:crypto";
import { type ApiClient, createApiClient } from "./api/client.ts";
import { createDispatcher } from "./api/dispatcher.ts";
import { createIdempotencyCheck } from "./api/idempotency-check.ts";
import { createRetryPolicy, pause } from "./api/retry.ts";
import { createTransport } from "./api/transport.ts";
import { unknownSettings } from "./api/unknown-settings.ts";
import type { Clock } from "./clock.ts";
import { createDataSources } from "./data-sources/index.ts";
import { createEphemeralAccessKey } from "./ephemeral-resources/access-key.ts";
import type { Diagnostics } from "./framework/diagnostics.ts";
import type { Provider } from "./framework/provider.ts";
import * as schema from "./framework/schema/index.ts";
import type { Uncertain } from "./framework/schema/model.ts";
import { HEADER_TEXT, lengthBetween } from "./framework/validators/text.ts";
import { httpUrl } from "./framework/validators/url.ts";
import type { Environment } from "./protocol/handshake.ts";
import type { Log } from "./protocol/log.ts";
import { isUnknown } from "./protocol/value/value.ts";
import { createAccessKey } from "./resources/access-key.ts";
import { accessKeyConfiguration } from "./resources/access-key-configuration.ts";
import { apiKey } from "./resources/api-key.ts";
import { gatewayConfig } from "./resources/gateway-config.ts";
import { provider as customProvider } from "./resources/provider.ts";
import { providerKey } from "./resources/provider-key.ts";
import { providerKeyAttachment } from "./resources/provider-key-attachment.ts";

const providerSchema = schema.defineSchema({
  version: 0,
  description:
    "Declares who may call which AI model with whose credential, on an AI gateway. Configure it by its address and an API key.\n\nKeep the state in a remote backend: a Terraform that is killed (`kill -9`) while it writes a local state may leave an empty file, and with it every token would be lost. Should it happen, restore `terraform.tfstate.backup`, and let a plan show what was made since.",
  attributes: {
    base_url: schema.string({
      optional: true,
      description:
        "The management API's address, such as `http://127.0.0.1:8080`. May be given as the `AIGATEWAY_BASE_URL` environment variable instead.",
      validators: [httpUrl()],
    }),
    api_key: schema.string({
      optional: true,
      sensitive: true,
      description:
        "The API key that the management API is called with. May be given as the `AIGATEWAY_API_KEY` environment variable instead.",
      validators: [lengthBetween(1, 4096)],
    }),
  },
});

export interface ProviderOptions {
  version: string;
  environment: Environment;
  log: Log;
  clock: Clock;
}

/** The provider with all its resources, one line each, and its data sources. */
export function createProvider({
  version,
  environment,
  log,
  clock,
}: ProviderOptions): Provider<typeof providerSchema, ApiClient> {
  return {
    schema: providerSchema,
    resources: [
      createAccessKey({ clock }),
      accessKeyConfiguration,
      apiKey,
      gatewayConfig,
      providerKey,
      providerKeyAttachment,
      customProvider,
    ],
    dataSources: createDataSources({ clock }),
    ephemeralResources: [createEphemeralAccessKey({ clock })],

    async configure({ config, terraformVersion, stopping, diagnostics }) {
      const baseUrl = setting("base_url", config.base_url, environment, diagnostics);
      const apiKey = setting("api_key", config.api_key, environment, diagnostics);
      if (isUnknown(baseUrl) || isUnknown(apiKey)) return unknownSettings();
      const fault = baseUrl && httpUrl()(baseUrl, JSON.stringify(baseUrl));
      if (fault) diagnostics.addAttributeError(["base_url"], "Invalid base_url", fault);
      if (!HEADER_TEXT.test(apiKey)) {
        const remedy = `The API key (api_key, or ${VARIABLES.api_key}) contains a space, a line end or a character beyond ASCII, so it can't be sent. Copy it again.`;
        diagnostics.addAttributeError(["api_key"], "Invalid api_key", remedy);
      }
      if (diagnostics.hasError()) return unknownSettings();

      const retry = createRetryPolicy(Math.random, Date.now);
      const dispatcher = await createDispatcher(new URL(baseUrl));
      const transport = { dispatcher, retry, log, stopping, makeIdempotencyKey: randomUUID };
      const heedsIdempotencyKey = createIdempotencyCheck({
        baseUrl,
        fetch: createTransport({ ...transport, heedsIdempotencyKey: async () => false }),
      });
      return createApiClient({
        baseUrl,
        apiKey,
        userAgent: `terraform-provider-aigateway/${version} (Terraform ${terraformVersion})`,
        fetch: createTransport({ ...transport, heedsIdempotencyKey }),
        pause: (milliseconds) => pause(milliseconds, stopping),
      });
    },
  };
}

const VARIABLES = { base_url: "AIGATEWAY_BASE_URL", api_key: "AIGATEWAY_API_KEY" };

/** A setting of the provider block, or else of the environment. */
function setting(
  name: keyof typeof VARIABLES,
  configured: Uncertain<string> | null,
  environment: Environment,
  diagnostics: Diagnostics,
): Uncertain<string> {
  const value = configured ?? environment[VARIABLES[name]];
  if (value) return value;
  diagnostics.addAttributeError(
    [name],
    `Missing ${name}`,
    `The provider needs ${name}: set it in the provider block, or set the ${VARIABLES[name]} environment variable.`,
  );
  return "";
}
