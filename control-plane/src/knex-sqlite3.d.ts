/** The part of knex's SQLite dialect that `database.ts` extends; knex ships no types for it. */
declare module "knex/lib/dialects/sqlite3/index.js" {
  interface DialectTransaction {
    begin(connection: unknown): Promise<unknown>;
    query(connection: unknown, sql: string): Promise<unknown>;
  }

  export default class SqliteClient {
    transaction(container: unknown, config: unknown, outerTx: unknown): DialectTransaction;
  }
}
