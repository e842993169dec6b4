import type { Knex } from "knex";
import { newApiKey } from "../api-keys/new-api-key.ts";
import type { Actor } from "../audit-events/actor.ts";
import { recordAudit } from "../audit-events/record-audit.ts";
import type { Clock } from "../clock.ts";
import { newId } from "../ids.ts";
import { grantCredits } from "../ledger/grant-credits.ts";
import { centsToNanos } from "../money.ts";

export interface NewAccount {
  name: string;
  /** The name of its first API key. */
  apiKeyName: string;
  /** Its first API key, as the operator chose it; without it one is made. */
  apiKey?: string | undefined;
  /** A promotional grant that does not expire; 0 for none. */
  creditsCents: number;
  createdBy: Actor;
}

export interface CreatedAccount {
  accountId: string;
  /** The first API key's token: it is in no row. */
  apiKey: string;
  apiKeyId: string;
}

/** Makes an account with its first API key and its first credits. */
export async function createAccount(
  transaction: Knex.Transaction,
  { name, apiKeyName, apiKey, creditsCents, createdBy }: NewAccount,
  clock: Clock,
): Promise<CreatedAccount> {
  const accountId = newId("account");
  await transaction("accounts").insert({ id: accountId, name, created_at: clock.now(), spent_nanos: 0 });
  const { row, token } = newApiKey({ accountId, name: apiKeyName, token: apiKey }, clock);
  await transaction("api_keys").insert(row);
  const audit = { accountId, actor: createdBy };
  await recordAudit(transaction, { ...audit, action: "account.create", resourceId: accountId }, clock);
  await recordAudit(transaction, { ...audit, action: "api_key.create", resourceId: row.id }, clock);
  if (creditsCents > 0) {
    const grant = { accountId, amountNanos: centsToNanos(creditsCents), category: "promotional" as const };
    const { id } = await grantCredits(transaction, { ...grant, expiresAt: null }, clock);
    await recordAudit(transaction, { ...audit, action: "credits.grant", resourceId: id }, clock);
  }
  return { accountId, apiKey: token, apiKeyId: row.id };
}
