import { createAccount } from "./accounts/create-account.ts";
import type { Clock } from "./clock.ts";
import { hashToken } from "./crypto/token.ts";
import { type Database, exclusively } from "./database.ts";

export interface BootstrapOptions {
  db: Database;
  clock: Clock;
  /** The first API key as the operator chose it; without it one is made. */
  apiKey: string | undefined;
  initialCreditsCents: number;
}

export type Bootstrapped =
  | { kind: "first-start"; apiKey: string; made: boolean }
  /** The database has its account already. `unknownApiKey`: the operator names a key that it does not hold. */
  | { kind: "started-before"; unknownApiKey: boolean };

/**
 * At the first start on a database: its first account, that account's first API key, and the promotional credits. All
 * or nothing, and once only, however many processes start together.
 */
export function bootstrap({
  db,
  clock,
  apiKey,
  initialCreditsCents,
}: BootstrapOptions): Promise<Bootstrapped> {
  return exclusively(db, async (transaction) => {
    if (await transaction("accounts").first("id")) {
      const known =
        apiKey === undefined ||
        (await transaction("api_keys")
          .where({ token_hash: hashToken(apiKey) })
          .first("id"));
      return { kind: "started-before", unknownApiKey: !known };
    }
    const account = {
      name: "default",
      apiKeyName: "bootstrap",
      apiKey,
      creditsCents: initialCreditsCents,
      createdBy: { type: "system" },
    } as const;
    const { apiKey: token } = await createAccount(transaction, account, clock);
    return { kind: "first-start", apiKey: token, made: apiKey === undefined };
  });
}
