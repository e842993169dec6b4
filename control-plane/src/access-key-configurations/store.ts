import type { Knex } from "knex";
import { type Changes, createCollection, type OwnedRow, type Page } from "../collection.ts";
import { type Database, isForeignKeyViolation } from "../database.ts";
import { Conflict } from "../errors.ts";
import type { ProviderKeyRow } from "../provider-keys/store.ts";
import type { ResolvedConfiguration } from "./resolve-references.ts";
import { attachedKeyIds, parseRouter } from "./stored-router.ts";

export interface ConfigurationRow extends OwnedRow {
  name: string;
  description: string | null;
  /** JSON: `Access`. */
  access: string | null;
  /** JSON: `StoredRouter`. */
  router: string | null;
}

/** A configuration with the provider keys that it attaches, which answers show. */
export type ConfigurationView = ConfigurationRow & { providerKeys: Map<string, ProviderKeyRow> };

export interface ConfigurationStore {
  find(accountId: string, id: string): Promise<ConfigurationView | undefined>;
  page(accountId: string, page: Page): Promise<ConfigurationView[]>;
  /** Inserts the row, its inline keys and what it refers to, all or nothing. */
  insert(row: ConfigurationRow, references: ResolvedConfiguration): Promise<ConfigurationView>;
  /**
   * Changes a row that nobody else changes meanwhile: what `decide` sees is what its changes are applied to. It must
   * read through the transaction that it is given.
   */
  update(accountId: string, id: string, decide: Decide): Promise<ConfigurationView | undefined>;
  remove(accountId: string, id: string): Promise<boolean>;
}

export type Decide = (
  before: ConfigurationRow,
  transaction: Knex.Transaction,
) => Promise<{ changes: Changes<ConfigurationRow>; references: ResolvedConfiguration }>;

export function createConfigurationStore(db: Database): ConfigurationStore {
  const table = "access_key_configurations";
  const rows = createCollection<ConfigurationRow>(db, table);

  async function withKeys(found: ConfigurationRow[]): Promise<ConfigurationView[]> {
    const ids = found.flatMap((row) => attachedKeyIds(parseRouter(row.router)));
    const keys: ProviderKeyRow[] = ids.length === 0 ? [] : await db("provider_keys").whereIn("id", ids);
    const providerKeys = new Map(keys.map((key) => [key.id, key]));
    return found.map((row) => ({ ...row, providerKeys }));
  }

  const withItsKeys = async (row: ConfigurationRow | undefined) => row && (await withKeys([row]))[0];

  return {
    find: async (accountId, id) => withItsKeys(await rows.find(accountId, id)),
    page: async (accountId, page) => withKeys(await rows.page(accountId, page)),

    async insert(row, references) {
      await db
        .transaction(async (transaction) => {
          await createCollection<ConfigurationRow>(transaction, table).insert(row);
          await writeReferences(transaction, row.id, references);
        })
        .catch(asVanished);
      return (await withItsKeys(row)) as ConfigurationView;
    },

    async update(accountId, id, decide) {
      const row = await db
        .transaction(async (transaction) => {
          const before: ConfigurationRow | undefined = await transaction(table)
            .where({ account_id: accountId, id })
            .forUpdate() // SQLite has no such thing, and needs none: its transactions exclude each other
            .first();
          if (!before) return undefined;
          const { changes, references } = await decide(before, transaction);
          await writeReferences(transaction, id, references);
          return createCollection<ConfigurationRow>(transaction, table).update(accountId, id, changes);
        })
        .catch(asVanished);
      return withItsKeys(row);
    },

    async remove(accountId, id) {
      return rows.remove(accountId, id).catch(async (error) => {
        throw isForeignKeyViolation(error) ? await stillUsed(db, id) : error;
      });
    },
  };
}

async function writeReferences(
  transaction: Knex.Transaction,
  id: string,
  { router, newKeys, customProviderIds }: ResolvedConfiguration,
): Promise<void> {
  if (newKeys.length > 0) await transaction("provider_keys").insert(newKeys);
  await transaction("configuration_provider_keys").where({ configuration_id: id }).delete();
  await transaction("configuration_providers").where({ configuration_id: id }).delete();
  const keys = attachedKeyIds(router ?? undefined);
  for (const key of keys) {
    await transaction("configuration_provider_keys").insert({ configuration_id: id, provider_key_id: key });
  }
  for (const provider of customProviderIds) {
    await transaction("configuration_providers").insert({ configuration_id: id, provider_id: provider });
  }
}

/** What the configuration refers to was deleted between the check and the write. */
function asVanished(error: unknown): never {
  throw isForeignKeyViolation(error)
    ? new Conflict("A provider or a provider key of this configuration was deleted meanwhile; try again.")
    : error;
}

async function stillUsed(db: Database, id: string): Promise<Conflict> {
  const keys: { id: string; name: string | null }[] = await db("access_keys")
    .where({ configuration_id: id })
    .orderBy("id")
    .limit(10)
    .select("id", "name");
  const names = keys.map((key) => (key.name === null ? key.id : `"${key.name}" (${key.id})`)).join(", ");
  return new Conflict(`Access key configuration "${id}" is still used by the access keys ${names}.`);
}
