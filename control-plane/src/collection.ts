import type { Database } from "./database.ts";

/** The columns that every row in a collection has. */
export interface IdentifiedRow {
  id: string;
  account_id: string;
}

/** The columns that every resource of an account has. */
export interface OwnedRow extends IdentifiedRow {
  metadata: string | null;
  created_at: number;
  updated_at: number;
  created_by: string;
  updated_by: string;
}

export interface Page {
  limit: number;
  beforeId?: string | undefined;
}

export type Changes<Row> = { [Column in keyof Row]?: Row[Column] | undefined };

/** A table of resources, always seen through one account. */
export interface Collection<Row extends IdentifiedRow> {
  find(accountId: string, id: string): Promise<Row | undefined>;
  /** The same, and until the transaction ends nobody else changes it, deletes it or begins to refer to it. */
  findForUpdate(accountId: string, id: string): Promise<Row | undefined>;
  /** Newest first, one row more than the limit if there is a next page. `filter` narrows the query. */
  page(accountId: string, page: Page, filter?: Partial<Row>): Promise<Row[]>;
  insert(row: Row): Promise<void>;
  /** Changes the columns that are not undefined and returns the row as it is then; undefined when there is no such row. */
  update(accountId: string, id: string, changes: Changes<Row>): Promise<Row | undefined>;
  /** Whether there was such a row. */
  remove(accountId: string, id: string): Promise<boolean>;
}

export function createCollection<Row extends IdentifiedRow>(db: Database, table: string): Collection<Row> {
  const owned = (accountId: string) => db(table).where({ account_id: accountId });

  return {
    find: (accountId, id) => owned(accountId).where({ id }).first(),

    // SQLite has no such thing, and needs none: its transactions exclude each other.
    findForUpdate: (accountId, id) => owned(accountId).where({ id }).forUpdate().first(),

    page(accountId, { limit, beforeId }, filter = {}) {
      const query = owned(accountId)
        .where(filter)
        .orderBy("id", "desc")
        .limit(limit + 1);
      if (beforeId !== undefined) query.where("id", "<", beforeId);
      return query;
    },

    async insert(row) {
      await db(table).insert(row);
    },

    async update(accountId, id, changes) {
      const rows: Row[] = await owned(accountId).where({ id }).update(changes).returning("*");
      return rows[0];
    },

    remove: async (accountId, id) => (await owned(accountId).where({ id }).delete()) > 0,
  };
}
