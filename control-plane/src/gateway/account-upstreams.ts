import type { Clock } from "../clock.ts";
import type { Sealer } from "../crypto/seal.ts";
import type { Database } from "../database.ts";
import { createGatewayConfigStore } from "../gateway-config/store.ts";
import type { ProviderKeyRow } from "../provider-keys/store.ts";
import type { ApiSurface } from "../providers/schema.ts";
import type { ProviderRow } from "../providers/store.ts";
import { type AccountCache, createAccountCache } from "./account-cache.ts";
import { type GatewayLimits, limitsOf } from "./limits.ts";

/** What an account has declared to reach upstreams with. */
export interface AccountUpstreams {
  accountId: string;
  /** Custom providers by `providerId`, oldest first. */
  providers: ReadonlyMap<string, CustomProvider>;
  /** Provider keys by id, oldest first. */
  keys: ReadonlyMap<string, StoredKey>;
  /** What its gateway configuration sets; the rest is the defaults'. */
  limits: Partial<GatewayLimits>;
}

export interface CustomProvider {
  /** The row's id, `aigp_…`. */
  id: string;
  providerId: string;
  name: string;
  baseUrl: string;
  /** Null: not stated, so everything is tried. */
  surfaces: ApiSurface[] | null;
  models: string[];
}

export interface StoredKey {
  id: string;
  name: string;
  providerId: string;
  /** Unseals the value, once. Throws `SealError` when it does not open. */
  value(): string;
}

const MAX_ACCOUNTS = 1000;

export function createAccountUpstreams(options: {
  db: Database;
  clock: Clock;
  sealer: Sealer;
  isFeedLive(): boolean;
}): AccountCache<AccountUpstreams> {
  const { db, clock, sealer, isFeedLive } = options;
  return createAccountCache<AccountUpstreams>({
    clock,
    maxEntries: MAX_ACCOUNTS,
    isFeedLive,
    accountOf: (upstreams) => upstreams.accountId,
    async load(accountId) {
      const providers: ProviderRow[] = await db("providers").where({ account_id: accountId }).orderBy("id");
      const keys: ProviderKeyRow[] = await db("provider_keys").where({ account_id: accountId }).orderBy("id");
      const config = await createGatewayConfigStore(db).get(accountId);
      return {
        accountId,
        limits: limitsOf(config),
        providers: new Map(providers.map((row) => [row.provider_id, customProvider(row)])),
        keys: new Map(keys.map((row) => [row.id, storedKey(row, sealer)])),
      };
    },
  });
}

function customProvider(row: ProviderRow): CustomProvider {
  const models: { modelId: string }[] = row.models === null ? [] : JSON.parse(row.models);
  return {
    id: row.id,
    providerId: row.provider_id,
    name: row.name,
    baseUrl: row.base_url,
    surfaces: row.supported_api_surfaces === null ? null : JSON.parse(row.supported_api_surfaces),
    models: models.map(({ modelId }) => modelId),
  };
}

function storedKey(row: ProviderKeyRow, sealer: Sealer): StoredKey {
  let value: string | undefined;
  return {
    id: row.id,
    name: row.name,
    providerId: row.provider_id,
    value() {
      value ??= sealer.open(row.sealed_value, row.id);
      return value;
    },
  };
}
