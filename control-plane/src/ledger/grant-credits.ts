import type { Knex } from "knex";
import type { Clock } from "../clock.ts";
import { newId } from "../ids.ts";
import { addSpending } from "./add-spending.ts";
import { payPeriods } from "./billing-periods.ts";

export type GrantCategory = "purchase" | "promotional";

export interface CreditGrantRow {
  id: string;
  account_id: string;
  amount_nanos: number;
  remaining_nanos: number;
  category: GrantCategory;
  /** Null: it does not expire. */
  expires_at: number | null;
  created_at: number;
  stripe_session_id: string | null;
}

export interface NewGrant {
  accountId: string;
  amountNanos: number;
  category: GrantCategory;
  /** Milliseconds since the epoch; null: it does not expire. */
  expiresAt: number | null;
  /** The payment it comes from; a second grant for it is a unique violation. */
  stripeSessionId?: string;
}

/**
 * Adds credits to an account. What the account owes, because its last requests cost more than was left, is paid from
 * them at once.
 */
export async function grantCredits(
  transaction: Knex.Transaction,
  grant: NewGrant,
  clock: Clock,
): Promise<CreditGrantRow> {
  await addSpending(transaction, grant.accountId, 0);
  const paid = await payPeriods(transaction, grant.accountId, grant.amountNanos);
  const row: CreditGrantRow = {
    id: newId("creditGrant"),
    account_id: grant.accountId,
    amount_nanos: grant.amountNanos,
    remaining_nanos: grant.amountNanos - paid,
    category: grant.category,
    expires_at: grant.expiresAt,
    created_at: clock.now(),
    stripe_session_id: grant.stripeSessionId ?? null,
  };
  await transaction("credit_grants").insert(row);
  return row;
}
