import { type Changes, createCollection, type OwnedRow, type Page } from "../collection.ts";
import { type Database, insertAll, isForeignKeyViolation, selectWhereIn } from "../database.ts";
import { Conflict } from "../errors.ts";
import type { ProviderKeyRow } from "../provider-keys/store.ts";
import { deleteExpiredKeys, refuseWhileObeyed } from "./obeying-keys.ts";
import type { ResolvedConfiguration } from "./resolve-references.ts";
import { attachedKeyIds, parseRouter } from "./stored-router.ts";

export interface ConfigurationRow extends OwnedRow {
  name: string;
  description: string | null;
  /** JSON: `Access`. */
  access: string | null;
  /** JSON: `StoredRouter`. */
  router: string | null;
  /** Counts its writes from 1. */
  revision: number;
}

/** A configuration with the provider keys that it attaches, which answers show. */
export type ConfigurationView = ConfigurationRow & { providerKeys: Map<string, ProviderKeyRow> };

export interface ConfigurationStore {
  find(accountId: string, id: string): Promise<ConfigurationView | undefined>;
  page(accountId: string, page: Page): Promise<ConfigurationView[]>;
  /** Inserts the row, its inline keys and what it refers to. */
  insert(row: ConfigurationRow, references: ResolvedConfiguration): Promise<ConfigurationView>;
  /** Changes a row that nobody else changes meanwhile: what `decide` sees is what its changes are applied to. */
  update(accountId: string, id: string, decide: Decide): Promise<ConfigurationView | undefined>;
  /**
   * Deletes a row that no valid key obeys, together with the keys that have expired.
   *
   * @param check May refuse by throwing.
   * @returns the ids of those keys; undefined when there is no such row.
   */
  remove(
    accountId: string,
    id: string,
    now: number,
    check: (row: ConfigurationRow) => void,
  ): Promise<string[] | undefined>;
}

export type Decide = (
  before: ConfigurationRow,
) => Promise<{ changes: Changes<ConfigurationRow>; references: ResolvedConfiguration }>;

/** Its writes take several statements: they need a transaction for a `db`. */
export function createConfigurationStore(db: Database): ConfigurationStore {
  const table = "access_key_configurations";
  const rows = createCollection<ConfigurationRow>(db, table);

  async function withKeys(found: ConfigurationRow[]): Promise<ConfigurationView[]> {
    const ids = found.flatMap((row) => attachedKeyIds(parseRouter(row.router)));
    const keys = await selectWhereIn<ProviderKeyRow>(() => db("provider_keys"), "id", ids);
    const providerKeys = new Map(keys.map((key) => [key.id, key]));
    return found.map((row) => ({ ...row, providerKeys }));
  }

  const withItsKeys = async (row: ConfigurationRow | undefined) => row && (await withKeys([row]))[0];

  return {
    find: async (accountId, id) => withItsKeys(await rows.find(accountId, id)),
    page: async (accountId, page) => withKeys(await rows.page(accountId, page)),

    async insert(row, references) {
      await rows.insert(row);
      await writeReferences(db, row.id, references).catch(asVanished);
      return (await withItsKeys(row)) as ConfigurationView;
    },

    async update(accountId, id, decide) {
      const before = await rows.findForUpdate(accountId, id);
      if (!before) return undefined;
      const { changes, references } = await decide(before);
      await writeReferences(db, id, references).catch(asVanished);
      return withItsKeys(await rows.update(accountId, id, changes));
    },

    async remove(accountId, id, now, check) {
      const row = await rows.findForUpdate(accountId, id);
      if (!row) return undefined;
      check(row);
      const expired = await deleteExpiredKeys(db, id, now);
      await refuseWhileObeyed(db, id);
      await rows.remove(accountId, id);
      return expired;
    },
  };
}

async function writeReferences(
  db: Database,
  id: string,
  { router, newKeys, customProviderIds }: ResolvedConfiguration,
): Promise<void> {
  await insertAll(db, "provider_keys", newKeys);
  await db("configuration_provider_keys").where({ configuration_id: id }).delete();
  await db("configuration_providers").where({ configuration_id: id }).delete();
  const keys = attachedKeyIds(router ?? undefined);
  await insertAll(
    db,
    "configuration_provider_keys",
    keys.map((key) => ({ configuration_id: id, provider_key_id: key })),
  );
  await insertAll(
    db,
    "configuration_providers",
    customProviderIds.map((provider) => ({ configuration_id: id, provider_id: provider })),
  );
}

/** What the configuration refers to was deleted between the check and the write. */
function asVanished(error: unknown): never {
  throw isForeignKeyViolation(error)
    ? new Conflict("A provider or a provider key of this configuration was deleted meanwhile; try again.")
    : error;
}
