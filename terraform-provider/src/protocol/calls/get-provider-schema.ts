import type { Call } from "../call.ts";
import type { BlockSchema, SchemaMessage } from "../schema-message.ts";
import { SERVER_CAPABILITIES } from "./capabilities.ts";

interface Response {
  provider: SchemaMessage;
  resource_schemas: Record<string, SchemaMessage>;
  ephemeral_resource_schemas: Record<string, SchemaMessage>;
  server_capabilities: typeof SERVER_CAPABILITIES;
}

export const getProviderSchema: Call<object, Response> = {
  handle: (provider) => ({
    provider: provider.schema.message,
    resource_schemas: schemasOf(provider.resources),
    ephemeral_resource_schemas: schemasOf(provider.ephemeralResources),
    server_capabilities: SERVER_CAPABILITIES,
  }),
};

function schemasOf(served: ReadonlyMap<string, { schema: BlockSchema }>): Record<string, SchemaMessage> {
  return Object.fromEntries([...served].map(([name, { schema }]) => [name, schema.message]));
}
