import { configurationRoutes } from "./access-key-configurations/routes.ts";
import type { ExplainRequest } from "./access-keys/explain-route.ts";
import { accessKeyRoutes } from "./access-keys/routes.ts";
import { apiKeyRoutes } from "./api-keys/routes.ts";
import { auditEventRoutes } from "./audit-events/routes.ts";
import { builtInProviderRoutes } from "./built-in-providers/routes.ts";
import type { Clock } from "./clock.ts";
import { creditRoutes } from "./credits/routes.ts";
import type { Sealer } from "./crypto/seal.ts";
import type { PrivateUpstreams } from "./gateway/private-upstreams.ts";
import { gatewayConfigRoutes } from "./gateway-config/routes.ts";
import type { Route } from "./http/route.ts";
import { modelRoutes } from "./models/routes.ts";
import type { Payments } from "./payments/payments.ts";
import { providerKeyRoutes } from "./provider-keys/routes.ts";
import { providerRoutes } from "./providers/routes.ts";
import { usageRoutes } from "./usage/routes.ts";

export interface ResourceOptions {
  clock: Clock;
  sealer: Sealer;
  privateUpstreams: PrivateUpstreams;
  payments: Payments | undefined;
  explain: ExplainRequest;
}

/** Everything that the management API serves: one line a resource. */
export function managementRoutes(options: ResourceOptions): Route[] {
  const { clock, sealer, privateUpstreams, payments, explain } = options;
  return [
    ...accessKeyRoutes({ clock, explain }),
    ...configurationRoutes({ sealer, clock }),
    ...providerKeyRoutes({ sealer, clock }),
    ...providerRoutes({ privateUpstreams, clock }),
    ...builtInProviderRoutes(),
    ...modelRoutes(),
    ...apiKeyRoutes({ clock }),
    ...gatewayConfigRoutes(),
    ...creditRoutes({ clock, payments }),
    ...usageRoutes({ clock }),
    ...auditEventRoutes(),
  ];
}
