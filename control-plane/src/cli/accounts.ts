import type { Command } from "commander";
import { createAccount } from "../accounts/create-account.ts";
import { toRfc3339 } from "../clock.ts";
import { inTransaction } from "../database.ts";
import { cents, name } from "./arguments.ts";
import { onDatabase } from "./context.ts";
import { type OutputOptions, print } from "./output.ts";

interface CreateOptions extends OutputOptions {
  name: string;
  creditsCents: number;
}

/** `aigateway accounts create | list` */
export function accountCommands(program: Command): void {
  const accounts = program.command("accounts").description("tenants, which see nothing of each other");

  accounts
    .command("create")
    .description("make an account with its first API key, which is shown this once")
    .requiredOption("--name <name>", "what to call it", name)
    .option("--credits-cents <cents>", "promotional credits to begin with", cents(0), 0)
    .option("--json", "print JSON")
    .action((options: CreateOptions) =>
      onDatabase(async ({ db, clock }) => {
        const account = {
          name: options.name,
          apiKeyName: "first",
          creditsCents: options.creditsCents,
          createdBy: { type: "commandLine" },
        } as const;
        const created = await inTransaction(db, (transaction) => createAccount(transaction, account, clock));
        print(
          options,
          created,
          `account  ${created.accountId}\nAPI key  ${created.apiKey}   (shown this once)`,
        );
      }),
    );

  accounts
    .command("list")
    .description("show all accounts")
    .option("--json", "print JSON")
    .action((options: OutputOptions) =>
      onDatabase(async ({ db }) => {
        const rows: { id: string; name: string; created_at: number }[] = await db("accounts")
          .orderBy("id")
          .select("id", "name", "created_at");
        const accounts = rows.map((row) => ({
          accountId: row.id,
          name: row.name,
          createdAt: toRfc3339(row.created_at),
        }));
        const lines = accounts.map(({ accountId, createdAt, name }) => `${accountId}  ${createdAt}  ${name}`);
        print(options, { accounts }, lines.join("\n") || "There is no account yet.");
      }),
    );
}
