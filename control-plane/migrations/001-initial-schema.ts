import type { Knex } from "knex";
import type { Migration } from "../src/migrate.ts";

/** Accounts, credentials, what they may reach, and the ledger. Times are milliseconds, money is nano-dollars. */
export const initialSchema: Migration = {
  version: 1,
  name: "initial schema",
  async up(transaction) {
    await createAccounts(transaction);
    await createUpstreams(transaction);
    await createAccess(transaction);
    await createLedger(transaction);
  },
};

async function createAccounts(transaction: Knex.Transaction): Promise<void> {
  await transaction.schema.createTable("accounts", (table) => {
    table.text("id").primary();
    table.text("name").notNullable();
    table.bigInteger("created_at").notNullable();
    // The sum of the ledger, kept beside it so that a balance needs no scan.
    table.bigInteger("spent_nanos").notNullable().defaultTo(0);
  });
  await transaction.schema.createTable("api_keys", (table) => {
    ownedResource(table);
    table.text("name");
    table.text("description");
    table.text("token_hash").notNullable().unique();
    table.text("key_redacted").notNullable();
    table.bigInteger("last_used_at");
  });
}

async function createUpstreams(transaction: Knex.Transaction): Promise<void> {
  await transaction.schema.createTable("providers", (table) => {
    ownedResource(table);
    table.text("provider_id").notNullable();
    table.text("name").notNullable();
    table.text("base_url").notNullable();
    table.text("supported_api_surfaces");
    table.text("models");
    table.unique(["account_id", "provider_id"]);
  });
  await transaction.schema.createTable("provider_keys", (table) => {
    ownedResource(table);
    table.text("provider_id").notNullable();
    // Set when the provider is a custom one, so that it can't be deleted while it has keys.
    table.text("custom_provider_id").references("providers.id");
    table.text("name").notNullable();
    table.text("description");
    table.text("sealed_value").notNullable();
    table.text("key_redacted").notNullable();
    table.bigInteger("last_used_at");
    table.index(["account_id", "provider_id", "id"]);
  });
}

async function createAccess(transaction: Knex.Transaction): Promise<void> {
  await transaction.schema.createTable("access_key_configurations", (table) => {
    ownedResource(table);
    table.text("name").notNullable();
    table.text("description");
    table.text("access");
    table.text("router");
  });
  // What a configuration refers to, so that the database itself keeps it from being deleted.
  await transaction.schema.createTable("configuration_provider_keys", (table) => {
    table
      .text("configuration_id")
      .notNullable()
      .references("access_key_configurations.id")
      .onDelete("CASCADE");
    table.text("provider_key_id").notNullable().references("provider_keys.id");
    table.primary(["configuration_id", "provider_key_id"]);
    table.index(["provider_key_id"]);
  });
  await transaction.schema.createTable("configuration_providers", (table) => {
    table
      .text("configuration_id")
      .notNullable()
      .references("access_key_configurations.id")
      .onDelete("CASCADE");
    table.text("provider_id").notNullable().references("providers.id");
    table.primary(["configuration_id", "provider_id"]);
    table.index(["provider_id"]);
  });
  await transaction.schema.createTable("access_keys", (table) => {
    ownedResource(table);
    table.text("name");
    table.text("description");
    table.text("configuration_id").references("access_key_configurations.id");
    table.text("lineage");
    table.bigInteger("expires_at");
    table.text("token_hash").notNullable().unique();
    table.text("key_redacted").notNullable();
    table.bigInteger("last_used_at");
    table.index(["configuration_id"]);
  });
}

async function createLedger(transaction: Knex.Transaction): Promise<void> {
  await transaction.schema.createTable("credit_grants", (table) => {
    table.text("id").primary();
    table.text("account_id").notNullable().references("accounts.id");
    table.bigInteger("amount_nanos").notNullable();
    table.text("category").notNullable();
    table.bigInteger("expires_at");
    table.bigInteger("created_at").notNullable();
    table.index(["account_id", "id"]);
  });
  // No foreign key to access keys or provider keys: their usage outlives them.
  await transaction.schema.createTable("usage_events", (table) => {
    table.text("id").primary();
    table.text("account_id").notNullable().references("accounts.id");
    table.bigInteger("event_time").notNullable();
    table.text("request_id").notNullable();
    table.text("access_key_id").notNullable();
    table.text("lineage");
    table.text("provider").notNullable();
    table.text("provider_display_name").notNullable();
    table.text("model").notNullable();
    table.text("model_display_name").notNullable();
    table.integer("attempt_number").notNullable();
    table.boolean("is_final_attempt").notNullable();
    table.integer("status_code").notNullable();
    table.boolean("timed_out").notNullable();
    table.boolean("is_error").notNullable();
    table.boolean("is_streaming").notNullable();
    table.text("stop_reason").notNullable();
    table.bigInteger("input_tokens").notNullable();
    table.bigInteger("output_tokens").notNullable();
    table.bigInteger("cache_read_tokens").notNullable();
    table.bigInteger("reasoning_tokens").notNullable();
    table.boolean("tokens_estimated").notNullable();
    table.bigInteger("cost_nanos").notNullable();
    table.text("key_source").notNullable();
    table.text("provider_key_id");
    table.text("provider_key_display_name");
    table.index(["account_id", "event_time", "id"]);
    table.index(["account_id", "access_key_id", "event_time", "id"]);
  });
}

/** The columns that every resource of an account has. */
function ownedResource(table: Knex.CreateTableBuilder): void {
  table.text("id").primary();
  table.text("account_id").notNullable().references("accounts.id");
  table.text("metadata");
  table.bigInteger("created_at").notNullable();
  table.bigInteger("updated_at").notNullable();
  table.text("created_by").notNullable();
  table.text("updated_by").notNullable();
  table.index(["account_id", "id"]);
}
