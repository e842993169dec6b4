import type { ProviderServer } from "../../protocol/provider-server.ts";
import { Diagnostics } from "../diagnostics.ts";
import type { Provider } from "../provider.ts";
import type { Schema } from "../schema/attribute.ts";
import { blockSchema } from "../schema/message.ts";
import { attempt } from "./attempt.ts";
import { createDataSourceServer } from "./data-source-server.ts";
import { createEphemeralResourceServer } from "./ephemeral-resource-server.ts";
import { createResourceServer } from "./resource-server.ts";
import { validateConfig } from "./validate-config.ts";

/** Serves a provider to the protocol layer. */
export function createProviderServer<S extends Schema, Client>(
  provider: Provider<S, Client>,
): ProviderServer {
  const { attributes } = provider.schema;
  const stopping = new AbortController();
  let configured: { client: Client } | undefined;
  const client = () => {
    if (!configured) throw new Error("The provider is not configured.");
    return configured.client;
  };

  const ephemeralResources = new Map(
    provider.ephemeralResources.map((each) => [each.typeName, createEphemeralResourceServer(each, client)]),
  );

  return {
    schema: blockSchema(provider.schema),
    resources: new Map(
      provider.resources.map((resource) => [resource.typeName, createResourceServer(resource, client)]),
    ),
    dataSources: new Map(
      provider.dataSources.map((each) => [each.typeName, createDataSourceServer(each, client)]),
    ),
    ephemeralResources,

    async validateConfig({ config }) {
      const diagnostics = new Diagnostics();
      if (config !== null) validateConfig(attributes, config, true, diagnostics);
      return { diagnostics: diagnostics.list };
    },

    async configure({ config, terraformVersion }) {
      const diagnostics = new Diagnostics();
      await attempt(diagnostics, attributes, async () => {
        const request = { terraformVersion, stopping: stopping.signal, diagnostics };
        const made = await provider.configure({ ...request, config: (config ?? {}) as never });
        if (!diagnostics.hasError()) configured = { client: made };
      });
      return { diagnostics: diagnostics.list };
    },

    stop: () => stopping.abort(),

    async end() {
      await Promise.all([...ephemeralResources.values()].map((each) => each.closeAll()));
    },
  };
}
