import { configurationRoutes } from "./access-key-configurations/routes.ts";
import { accessKeyRoutes } from "./access-keys/routes.ts";
import { apiKeyRoutes } from "./api-keys/routes.ts";
import type { Clock } from "./clock.ts";
import { creditRoutes } from "./credits/routes.ts";
import type { Sealer } from "./crypto/seal.ts";
import type { PrivateUpstreams } from "./gateway/private-upstreams.ts";
import type { Route } from "./http/route.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { providerKeyRoutes } from "./provider-keys/routes.ts";
import { providerRoutes } from "./providers/routes.ts";
import { usageRoutes } from "./usage/routes.ts";

export interface ResourceOptions {
  clock: Clock;
  sealer: Sealer;
  ledger: Ledger;
  privateUpstreams: PrivateUpstreams;
}

/** Everything that the management API serves: one line a resource. */
export function managementRoutes({ clock, sealer, ledger, privateUpstreams }: ResourceOptions): Route[] {
  return [
    ...accessKeyRoutes({ clock }),
    ...configurationRoutes({ sealer, clock }),
    ...providerKeyRoutes({ sealer, clock }),
    ...providerRoutes({ privateUpstreams, clock }),
    ...apiKeyRoutes({ clock }),
    ...creditRoutes({ ledger }),
    ...usageRoutes({ clock }),
  ];
}
