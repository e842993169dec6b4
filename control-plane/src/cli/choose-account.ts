import type { Database } from "../database.ts";
import { CommandError } from "./context.ts";

/** The account that a command means: the one it names, or the only one there is. */
export async function chooseAccount(db: Database, given: string | undefined): Promise<string> {
  if (given !== undefined) {
    if (await db("accounts").where({ id: given }).first("id")) return given;
    throw new CommandError(`There is no account "${given}"; 'aigateway accounts list' shows them.`);
  }
  const accounts: { id: string }[] = await db("accounts").orderBy("id").limit(2).select("id");
  const [only, another] = accounts;
  if (!only)
    throw new CommandError("There is no account yet: start the service, or 'aigateway accounts create'.");
  if (another) {
    throw new CommandError(
      "There are several accounts: name one with --account; 'aigateway accounts list' shows them.",
    );
  }
  return only.id;
}
