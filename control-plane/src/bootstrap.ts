import type { Clock } from "./clock.ts";
import { hashToken, makeToken, redact } from "./crypto/token.ts";
import { type Database, exclusively } from "./database.ts";
import { newId } from "./ids.ts";
import { centsToNanos } from "./money.ts";
import { stampNew } from "./stamp.ts";

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
    const accountId = newId("account");
    const token = apiKey ?? makeToken("a1");
    const now = clock.now();
    await transaction("accounts").insert({ id: accountId, name: "default", created_at: now, spent_nanos: 0 });
    const head = stampNew("apiKey", { accountId, apiKeyId: "" }, clock);
    await transaction("api_keys").insert({
      ...head,
      // The first key has nobody before it: it made itself.
      created_by: head.id,
      updated_by: head.id,
      name: "bootstrap",
      token_hash: hashToken(token),
      key_redacted: redact(token),
    });
    if (initialCreditsCents > 0) {
      await transaction("credit_grants").insert({
        id: newId("creditGrant"),
        account_id: accountId,
        amount_nanos: centsToNanos(initialCreditsCents),
        category: "promotional",
        expires_at: null,
        created_at: now,
      });
    }
    return { kind: "first-start", apiKey: token, made: apiKey === undefined };
  });
}
