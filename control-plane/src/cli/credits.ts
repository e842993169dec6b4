import { type Command, Option } from "commander";
import { recordAudit } from "../audit-events/record-audit.ts";
import { oneYearAfter } from "../clock.ts";
import { inTransaction } from "../database.ts";
import { type GrantCategory, grantCredits } from "../ledger/grant-credits.ts";
import { readCredits } from "../ledger/read-credits.ts";
import { centsToNanos, nanosToCents } from "../money.ts";
import { presentTime } from "../present.ts";
import { cents, duration, expiry, instant } from "./arguments.ts";
import { chooseAccount } from "./choose-account.ts";
import { CommandError, onDatabase } from "./context.ts";
import { type OutputOptions, print } from "./output.ts";

interface GrantOptions extends OutputOptions {
  account?: string;
  amountCents: number;
  category: GrantCategory;
  expiresIn?: string;
  expiresAt?: string;
}

/** `aigateway credits grant`: credits that nobody paid for here, or that were paid for elsewhere. */
export function creditCommands(program: Command): void {
  program
    .command("credits")
    .description("prepaid credits")
    .command("grant")
    .description("give an account credits")
    .option("--account <id>", "whose; not needed while there is one account")
    .requiredOption("--amount-cents <cents>", "how much, in cents of US dollars", cents(1))
    .addOption(
      new Option("--category <category>", "how it is shown")
        .choices(["promotional", "purchase"])
        .default("promotional"),
    )
    .addOption(
      new Option("--expires-in <duration>", "from now, in Go's syntax: 720h")
        .argParser(duration)
        .conflicts("expiresAt"),
    )
    .option("--expires-at <time>", "in RFC 3339", instant)
    .option("--json", "print JSON")
    .action((options: GrantOptions) =>
      onDatabase(async ({ db, clock }) => {
        const accountId = await chooseAccount(db, options.account);
        // What was bought expires a year later, wherever it was paid for.
        const byDefault = options.category === "purchase" ? oneYearAfter(clock.now()) : null;
        const expiresAt = expiry(options, clock) ?? byDefault;
        if (expiresAt !== null && expiresAt <= clock.now()) {
          throw new CommandError(`Credits that expire at ${presentTime(expiresAt)} would be gone at once.`);
        }
        const grant = {
          accountId,
          amountNanos: centsToNanos(options.amountCents),
          category: options.category,
        };
        const id = await inTransaction(db, async (transaction) => {
          const row = await grantCredits(transaction, { ...grant, expiresAt }, clock);
          const event = { accountId, action: "credits.grant", resourceId: row.id } as const;
          await recordAudit(transaction, { ...event, actor: { type: "commandLine" } }, clock);
          return row.id;
        });
        const { balanceNanos } = await readCredits(db, accountId, clock);
        const balanceCents = nanosToCents(balanceNanos);
        const granted = { accountId, grantId: id, amountCents: options.amountCents, balanceCents };
        print(
          options,
          { ...granted, expiresAt: presentTime(expiresAt) },
          `${options.amountCents} cents granted to ${accountId}; its balance is ${balanceCents} cents.`,
        );
      }),
    );
}
