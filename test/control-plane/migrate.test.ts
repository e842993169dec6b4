import { migrations } from "../../control-plane/migrations/index.ts";
import { readConfig } from "../../control-plane/src/config.ts";
import { type Database, openDatabase } from "../../control-plane/src/database.ts";
import { type Migration, migrate, NewerDatabase } from "../../control-plane/src/migrate.ts";
import { describeOnEveryDatabase, type TestDatabase } from "../support/databases.ts";

describeOnEveryDatabase("migrate", (start) => {
  let database: TestDatabase;
  let open: Database[] = [];

  const connect = () => {
    const db = openDatabase(readConfig({ AIGATEWAY_DATABASE_URL: database.url }).database);
    open.push(db);
    return db;
  };

  beforeAll(async () => {
    database = await start();
  });
  afterEach(async () => {
    await Promise.all(open.map((db) => db.destroy()));
    open = [];
  });
  afterAll(() => database.close());

  test("a failed migration leaves nothing half-done", async () => {
    const db = connect();
    const steps: Migration[] = [
      {
        version: 1,
        name: "works",
        up: (transaction) => transaction.schema.createTable("one", (t) => t.text("id")),
      },
      {
        version: 2,
        name: "fails",
        async up(transaction) {
          await transaction.schema.createTable("two", (t) => t.text("id"));
          throw new Error("on purpose");
        },
      },
    ];
    await expect(migrate(db, steps)).rejects.toThrow("on purpose");
    expect(await db.schema.hasTable("one")).toBe(false);
    expect(await db.schema.hasTable("two")).toBe(false);
  });

  test("a second run does nothing", async () => {
    const db = connect();
    expect(await migrate(db)).toEqual(migrations.map(({ version }) => version));
    expect(await migrate(db)).toEqual([]);
  });

  test("a database of a newer release is refused with a sentence that says so", async () => {
    const db = connect();
    await db("schema_versions").insert({ version: 9999, name: "of the future" });
    await expect(migrate(db)).rejects.toThrow(NewerDatabase);
    await expect(migrate(db)).rejects.toThrow("The database is at schema version 9999, this release knows");
  });
});
