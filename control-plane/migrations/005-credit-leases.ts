import type { Migration } from "../src/migrate.ts";

/** Parts of balances that processes have set aside to spend without asking. */
export const creditLeases: Migration = {
  version: 5,
  name: "credit leases",
  async up(transaction) {
    await transaction.schema.createTable("credit_leases", (table) => {
      // A process, for as long as it lives.
      table.text("holder").notNullable();
      table.text("account_id").notNullable().references("accounts.id");
      // What of it has not been taken off the balance yet, spent or not.
      table.bigInteger("amount_nanos").notNullable();
      table.bigInteger("expires_at").notNullable();
      table.primary(["account_id", "holder"]);
      table.index(["holder"]);
    });
  },
};
