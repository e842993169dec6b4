import { type Collection, createCollection, type OwnedRow } from "../collection.ts";
import type { Database } from "../database.ts";
import { Conflict } from "../errors.ts";

export interface ProviderKeyRow extends OwnedRow {
  provider_id: string;
  custom_provider_id: string | null;
  name: string;
  description: string | null;
  sealed_value: string;
  key_redacted: string;
  last_used_at: number | null;
}

export type ProviderKeyStore = Collection<ProviderKeyRow>;

export function createProviderKeyStore(db: Database): ProviderKeyStore {
  const rows = createCollection<ProviderKeyRow>(db, "provider_keys");
  return {
    ...rows,

    async remove(accountId, id) {
      if (await rows.findForUpdate(accountId, id)) await refuseWhileAttached(db, id);
      return rows.remove(accountId, id);
    },
  };
}

async function refuseWhileAttached(db: Database, id: string): Promise<void> {
  const configurations: { id: string; name: string }[] = await db("configuration_provider_keys")
    .join("access_key_configurations", "access_key_configurations.id", "configuration_id")
    .where({ provider_key_id: id })
    .orderBy("access_key_configurations.id")
    .limit(10)
    .select("access_key_configurations.id", "access_key_configurations.name");
  if (configurations.length === 0) return;
  const names = configurations.map(({ id, name }) => `"${name}" (${id})`).join(", ");
  throw new Conflict(`Provider key "${id}" is attached by ${names}; detach it there first.`);
}
