import { BUILT_IN_PROVIDERS } from "../catalog/built-in-providers.ts";
import { type Route, route } from "../http/route.ts";
import { BuiltInProviderList } from "./schema.ts";

/** What clients can't know by themselves: the next release of the service may have others. */
export function builtInProviderRoutes(): Route[] {
  const providers = BUILT_IN_PROVIDERS.map(({ id, displayName, surfaces, documentationUrl }) => ({
    providerId: id,
    name: displayName,
    surfaces,
    documentationUrl,
  }));
  return [
    route({
      method: "GET",
      path: "/built-in-providers",
      operationId: "listBuiltInProviders",
      summary: "List the providers that need not be created",
      tag: "Providers",
      success: { status: 200, description: "All of them.", schema: BuiltInProviderList },
      errors: [],
      handle: async ({ requestUri }) => ({ aiGatewayBuiltInProviders: providers, uri: requestUri }),
    }),
  ];
}
