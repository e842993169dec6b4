import type { Command } from "commander";
import { newApiKey } from "../api-keys/new-api-key.ts";
import { createApiKeyStore } from "../api-keys/store.ts";
import { recordAudit } from "../audit-events/record-audit.ts";
import { inTransaction } from "../database.ts";
import { name } from "./arguments.ts";
import { chooseAccount } from "./choose-account.ts";
import { onDatabase } from "./context.ts";
import { type OutputOptions, print } from "./output.ts";

interface CreateOptions extends OutputOptions {
  account?: string;
  name?: string;
}

/** `aigateway api-keys create`: the way back in for somebody who has lost every API key. */
export function apiKeyCommands(program: Command): void {
  program
    .command("api-keys")
    .description("credentials of the management API")
    .command("create")
    .description("make an API key, which is shown this once")
    .option("--account <id>", "whose; not needed while there is one account")
    .option("--name <name>", "what to call it", name)
    .option("--json", "print JSON")
    .action((options: CreateOptions) =>
      onDatabase(async ({ db, clock }) => {
        const accountId = await chooseAccount(db, options.account);
        const { row, token } = newApiKey({ accountId, name: options.name }, clock);
        await inTransaction(db, async (transaction) => {
          await createApiKeyStore(transaction).insert(row);
          const event = { accountId, action: "api_key.create", resourceId: row.id } as const;
          await recordAudit(transaction, { ...event, actor: { type: "commandLine" } }, clock);
        });
        const created = { accountId, apiKeyId: row.id, apiKey: token };
        print(
          options,
          created,
          `account  ${accountId}\nid       ${row.id}\nAPI key  ${token}   (shown this once)`,
        );
      }),
    );
}
