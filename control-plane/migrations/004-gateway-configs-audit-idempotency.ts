import type { Migration } from "../src/migrate.ts";

/** The account's settings of the gateway, who changed what, answers that a repeated POST gets again, and revisions. */
export const gatewayConfigsAuditIdempotency: Migration = {
  version: 4,
  name: "gateway configs, audit events, idempotent answers, configuration revisions",
  async up(transaction) {
    // Null in a column means the default.
    await transaction.schema.createTable("gateway_configs", (table) => {
      table.text("account_id").primary().references("accounts.id");
      table.text("total_timeout");
      table.text("per_request_timeout");
      table.bigInteger("max_input_tokens");
      table.bigInteger("max_output_tokens");
      table.text("metadata");
    });
    // No foreign keys: what happened outlives what it happened to.
    await transaction.schema.createTable("audit_events", (table) => {
      table.text("id").primary();
      table.text("account_id").notNullable();
      table.bigInteger("event_time").notNullable();
      table.text("action").notNullable();
      table.text("resource_id").notNullable();
      table.text("actor_type").notNullable();
      table.text("actor_id");
      table.text("changed_fields").notNullable();
      table.text("request_id");
      table.text("remote_address");
      table.text("user_agent");
      table.index(["account_id", "id"]);
      table.index(["account_id", "resource_id", "id"]);
    });
    await transaction.schema.createTable("idempotent_answers", (table) => {
      // A hash of the account and the client's key.
      table.text("id").primary();
      // The request's fingerprint and its answer.
      table.text("sealed_answer");
      table.bigInteger("created_at").notNullable();
      table.index(["created_at"]);
    });
    await transaction.schema.alterTable("access_key_configurations", (table) => {
      table.integer("revision").notNullable().defaultTo(1);
    });
  },
};
