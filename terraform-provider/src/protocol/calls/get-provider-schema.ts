import type { Call } from "../call.ts";
import type { BlockSchema, SchemaMessage } from "../schema-message.ts";
import { SERVER_CAPABILITIES } from "./capabilities.ts";

interface Response {
  provider: SchemaMessage;
  resource_schemas: Record<string, SchemaMessage>;
  data_source_schemas: Record<string, SchemaMessage>;
  ephemeral_resource_schemas: Record<string, SchemaMessage>;
  server_capabilities: typeof SERVER_CAPABILITIES;
}

function messagesOf(
  types: ReadonlyMap<string, { readonly schema: BlockSchema }>,
): Record<string, SchemaMessage> {
  return Object.fromEntries([...types].map(([name, { schema }]) => [name, schema.message]));
}

export const getProviderSchema: Call<object, Response> = {
  handle: (provider) => ({
    provider: provider.schema.message,
    resource_schemas: messagesOf(provider.resources),
    data_source_schemas: messagesOf(provider.dataSources),
    ephemeral_resource_schemas: messagesOf(provider.ephemeralResources),
    server_capabilities: SERVER_CAPABILITIES,
  }),
};
