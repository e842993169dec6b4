import type { Call } from "../call.ts";
import type { SchemaMessage } from "../schema-message.ts";
import { SERVER_CAPABILITIES } from "./capabilities.ts";

interface Response {
  provider: SchemaMessage;
  resource_schemas: Record<string, SchemaMessage>;
  server_capabilities: typeof SERVER_CAPABILITIES;
}

export const getProviderSchema: Call<object, Response> = {
  handle: (provider) => ({
    provider: provider.schema.message,
    resource_schemas: Object.fromEntries(
      [...provider.resources].map(([name, resource]) => [name, resource.schema.message]),
    ),
    server_capabilities: SERVER_CAPABILITIES,
  }),
};
