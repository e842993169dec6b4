import { type Changes, type Collection, createCollection, type OwnedRow, type Page } from "../collection.ts";
import { type Database, isForeignKeyViolation } from "../database.ts";
import { Invalid } from "../errors.ts";

export interface AccessKeyRow extends OwnedRow {
  name: string | null;
  description: string | null;
  configuration_id: string | null;
  lineage: string | null;
  expires_at: number | null;
  token_hash: string;
  key_redacted: string;
  last_used_at: number | null;
}

/** An access key with the name of its configuration, which answers show. */
export type AccessKeyView = AccessKeyRow & { configuration_name: string | null };

export interface AccessKeyStore {
  find(accountId: string, id: string): Promise<AccessKeyView | undefined>;
  page(accountId: string, page: Page): Promise<AccessKeyView[]>;
  insert(row: AccessKeyRow): Promise<AccessKeyView>;
  update(accountId: string, id: string, changes: Changes<AccessKeyRow>): Promise<AccessKeyView | undefined>;
  remove(accountId: string, id: string): Promise<boolean>;
}

export function createAccessKeyStore(db: Database): AccessKeyStore {
  const rows: Collection<AccessKeyRow> = createCollection(db, "access_keys");

  /** A configuration of another account is as unknown as one that does not exist. */
  async function requireConfiguration(accountId: string, id: string | null | undefined): Promise<void> {
    if (id == null) return;
    const found = await db("access_key_configurations").where({ account_id: accountId, id }).first("id");
    if (!found) throw unknownConfiguration(id);
  }

  async function withNames(found: AccessKeyRow[]): Promise<AccessKeyView[]> {
    const ids = [...new Set(found.map((row) => row.configuration_id).filter((id) => id !== null))];
    const configurations =
      ids.length === 0 ? [] : await db("access_key_configurations").whereIn("id", ids).select("id", "name");
    const names = new Map<string, string>(configurations.map(({ id, name }) => [id, name]));
    return found.map((row) => ({
      ...row,
      configuration_name: names.get(row.configuration_id ?? "") ?? null,
    }));
  }

  const withName = async (row: AccessKeyRow | undefined) => row && (await withNames([row]))[0];

  return {
    find: async (accountId, id) => withName(await rows.find(accountId, id)),
    page: async (accountId, page) => withNames(await rows.page(accountId, page)),
    remove: rows.remove,

    async insert(row) {
      await requireConfiguration(row.account_id, row.configuration_id);
      await rows.insert(row).catch(asUnknownConfiguration(row.configuration_id));
      return (await withName(row)) as AccessKeyView;
    },

    async update(accountId, id, changes) {
      await requireConfiguration(accountId, changes.configuration_id);
      return withName(
        await rows.update(accountId, id, changes).catch(asUnknownConfiguration(changes.configuration_id)),
      );
    },
  };
}

/** The configuration may be deleted between the check and the write; the database notices. */
function asUnknownConfiguration(id: string | null | undefined) {
  return (error: unknown): never => {
    throw id != null && isForeignKeyViolation(error) ? unknownConfiguration(id) : error;
  };
}

function unknownConfiguration(id: string): Invalid {
  return new Invalid({ accessKeyConfigurationId: `There is no access key configuration "${id}".` });
}
