import { type Collection, createCollection, type OwnedRow } from "../collection.ts";
import { type Database, isUniqueViolation } from "../database.ts";
import { Conflict } from "../errors.ts";

export interface ProviderRow extends OwnedRow {
  provider_id: string;
  name: string;
  base_url: string;
  /** JSON: `ApiSurface[]`. */
  supported_api_surfaces: string | null;
  /** JSON: `{ id, modelId }[]`. */
  models: string | null;
}

export interface ProviderStore extends Collection<ProviderRow> {
  findByProviderId(accountId: string, providerId: string): Promise<ProviderRow | undefined>;
}

export function createProviderStore(db: Database): ProviderStore {
  const rows = createCollection<ProviderRow>(db, "providers");
  return {
    ...rows,

    findByProviderId: (accountId, providerId) =>
      db("providers").where({ account_id: accountId, provider_id: providerId }).first(),

    async insert(row) {
      await rows.insert(row).catch((error) => {
        if (!isUniqueViolation(error)) throw error;
        const message = `This account has a provider "${row.provider_id}" already.`;
        throw new Conflict(message, { details: { providerId: message } });
      });
    },

    async remove(accountId, id) {
      if (await rows.findForUpdate(accountId, id)) await refuseWhileReferredTo(db, id);
      return rows.remove(accountId, id);
    },
  };
}

async function refuseWhileReferredTo(db: Database, id: string): Promise<void> {
  const keys = await db("provider_keys").where({ custom_provider_id: id }).limit(10).pluck("id");
  const configurations = await db("configuration_providers")
    .where({ provider_id: id })
    .limit(10)
    .pluck("configuration_id");
  if (keys.length + configurations.length === 0) return;
  throw new Conflict(
    `Provider "${id}" is still referred to by ${[...keys, ...configurations].join(", ")}; delete or change those first.`,
  );
}
