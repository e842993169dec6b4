import type { Logger } from "pino";
import type Stripe from "stripe";
import { recordAudit } from "../audit-events/record-audit.ts";
import { type Clock, DAY_MS, oneYearAfter } from "../clock.ts";
import { type Database, inTransaction } from "../database.ts";
import { addSpending } from "../ledger/add-spending.ts";
import { grantCredits } from "../ledger/grant-credits.ts";
import { centsToNanos } from "../money.ts";
import { ACCOUNT_METADATA } from "./payments.ts";

export interface GrantPurchaseOptions {
  db: Database;
  clock: Clock;
  log: Logger;
}

/** Stripe repeats an event for three days. */
const REMEMBERED_MS = 30 * DAY_MS;

/** Some ways to pay complete at once, others days later. */
const COMPLETING = new Set(["checkout.session.completed", "checkout.session.async_payment_succeeded"]);

/**
 * Grants the credits that a Stripe event says were paid for; they expire a year later. Each event and each session
 * counts once, however often Stripe reports it.
 */
export function createGrantPurchase({ db, clock, log }: GrantPurchaseOptions) {
  return async (event: Stripe.Event): Promise<void> => {
    const session = COMPLETING.has(event.type) ? (event.data.object as Stripe.Checkout.Session) : undefined;
    const accountId = session?.metadata?.[ACCOUNT_METADATA];
    if (!session || accountId === undefined || session.payment_status !== "paid") return;
    const amountCents = session.amount_subtotal;
    if (session.currency !== "usd" || !amountCents) {
      log.error({ stripeEventId: event.id, sessionId: session.id }, "a paid session is not in US dollars");
      return;
    }

    await inTransaction(db, async (transaction) => {
      const now = clock.now();
      const fresh = await transaction("stripe_events")
        .insert({ id: event.id, received_at: now })
        .onConflict("id")
        .ignore()
        .returning("id");
      if (fresh.length === 0) return;
      await transaction("stripe_events")
        .where("received_at", "<", now - REMEMBERED_MS)
        .delete();
      if (!(await transaction("accounts").where({ id: accountId }).first("id"))) {
        log.error(
          { stripeEventId: event.id, accountId },
          "a session was paid for an account that is not here",
        );
        return;
      }
      // Another event may have reported the same payment; under the lock it is seen.
      await addSpending(transaction, accountId, 0);
      if (await transaction("credit_grants").where({ stripe_session_id: session.id }).first("id")) return;
      const grant = await grantCredits(
        transaction,
        {
          accountId,
          amountNanos: centsToNanos(amountCents),
          category: "purchase",
          expiresAt: oneYearAfter(now),
          stripeSessionId: session.id,
        },
        clock,
      );
      const granted = { accountId, action: "credits.grant", resourceId: grant.id } as const;
      await recordAudit(transaction, { ...granted, actor: { type: "stripe" } }, clock);
      log.info({ accountId, amountCents, grantId: grant.id, stripeEventId: event.id }, "credits were bought");
    });
  };
}
