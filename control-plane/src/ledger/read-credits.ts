import type { Clock } from "../clock.ts";
import type { Database } from "../database.ts";
import type { Credits } from "./ledger.ts";

/** An account's credits as the database has them: what was granted and has not expired, less what was spent. */
export async function readCredits(db: Database, accountId: string, clock: Clock): Promise<Credits> {
  const account = await db("accounts").where({ id: accountId }).first<{ spent_nanos: number }>("spent_nanos");
  const grants: { amount_nanos: number; expires_at: number | null }[] = await db("credit_grants")
    .where({ account_id: accountId })
    .select("amount_nanos", "expires_at");
  const now = clock.now();
  const granted = grants
    .filter(({ expires_at }) => expires_at === null || expires_at > now)
    .reduce((sum, { amount_nanos }) => sum + amount_nanos, 0);
  return { balanceNanos: granted - (account?.spent_nanos ?? 0), everGranted: grants.length > 0 };
}
