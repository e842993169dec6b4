import { configurationRoutes } from "./access-key-configurations/routes.ts";
import { createConfigurationStore } from "./access-key-configurations/store.ts";
import { accessKeyRoutes } from "./access-keys/routes.ts";
import { createAccessKeyStore } from "./access-keys/store.ts";
import { apiKeyRoutes } from "./api-keys/routes.ts";
import type { ApiKeyStore } from "./api-keys/store.ts";
import type { Clock } from "./clock.ts";
import { creditRoutes } from "./credits/routes.ts";
import type { Sealer } from "./crypto/seal.ts";
import type { Database } from "./database.ts";
import type { PrivateUpstreams } from "./gateway/private-upstreams.ts";
import type { Route } from "./http/route.ts";
import type { Ledger } from "./ledger/ledger.ts";
import { providerKeyRoutes } from "./provider-keys/routes.ts";
import { createProviderKeyStore } from "./provider-keys/store.ts";
import { providerRoutes } from "./providers/routes.ts";
import { createProviderStore } from "./providers/store.ts";
import { usageRoutes } from "./usage/routes.ts";
import { createUsageStore } from "./usage/store.ts";

export interface ResourceOptions {
  db: Database;
  clock: Clock;
  sealer: Sealer;
  apiKeys: ApiKeyStore;
  ledger: Ledger;
  privateUpstreams: PrivateUpstreams;
}

/** Everything that the management API serves: one line a resource. */
export function managementRoutes({
  db,
  clock,
  sealer,
  apiKeys,
  ledger,
  privateUpstreams,
}: ResourceOptions): Route[] {
  const providers = createProviderStore(db);
  const providerKeys = createProviderKeyStore(db);
  return [
    ...accessKeyRoutes({ store: createAccessKeyStore(db), clock }),
    ...configurationRoutes({ db, store: createConfigurationStore(db), sealer, clock }),
    ...providerKeyRoutes({ store: providerKeys, providers, sealer, clock }),
    ...providerRoutes({ store: providers, privateUpstreams, clock }),
    ...apiKeyRoutes({ store: apiKeys, clock }),
    ...creditRoutes({ ledger }),
    ...usageRoutes({ store: createUsageStore(db), clock }),
  ];
}
