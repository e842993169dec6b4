import type { Migration } from "../src/migrate.ts";

/** What releases of the Terraform provider are signed with. One row: it is the service's own. */
export const registrySigningKey: Migration = {
  version: 6,
  name: "registry signing key",
  async up(transaction) {
    await transaction.schema.createTable("registry_signing_keys", (table) => {
      table.text("id").primary();
      table.text("public_key").notNullable();
      table.text("sealed_private_key").notNullable();
      table.bigInteger("created_at").notNullable();
    });
  },
};
