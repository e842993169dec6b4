import { Command, CommanderError } from "commander";
import { accountCommands } from "./cli/accounts.ts";
import { apiKeyCommands } from "./cli/api-keys.ts";
import { creditCommands } from "./cli/credits.ts";
import { encryptionKeyCommands } from "./cli/encryption-key.ts";
import { fail } from "./cli/fail.ts";
import { migrateCommand } from "./cli/migrate.ts";
import { serveCommand } from "./cli/serve.ts";

const USAGE_ERROR = 2;

/** The command line: one line a command. Exit codes: 0 done, 1 could not be done, 2 wrong usage. */
const program = new Command("aigateway")
  .description("The AI gateway's service and what its operator does. Settings come from the environment.")
  .exitOverride()
  .configureHelp({ showGlobalOptions: true })
  .showHelpAfterError("(--help shows what there is)");
serveCommand(program);
migrateCommand(program);
accountCommands(program);
apiKeyCommands(program);
creditCommands(program);
encryptionKeyCommands(program);

const given = process.argv.slice(2);
// Without a command it is the service that is wanted.
program.parseAsync(given.length === 0 ? ["serve"] : given, { from: "user" }).catch((error: unknown) => {
  if (!(error instanceof CommanderError)) return fail(error);
  // Commander has said what is wrong; help that was asked for is no fault.
  process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
});
