import type { Clock } from "../clock.ts";
import { NotSetUp } from "../errors.ts";
import { type Route, route } from "../http/route.ts";
import { readCredits } from "../ledger/read-credits.ts";
import { nanosToCents } from "../money.ts";
import type { Payments } from "../payments/payments.ts";
import { presentTransactions } from "./present.ts";
import { CheckoutSession, CheckoutSessionCreate, CreditBalance, CreditTransactionList } from "./schema.ts";
import { createCreditStore } from "./store.ts";

const tag = "Credits";

export interface CreditRouteOptions {
  clock: Clock;
  /** Undefined: the operator has not set up payments. */
  payments: Payments | undefined;
}

export function creditRoutes({ clock, payments }: CreditRouteOptions): Route[] {
  return [
    route({
      method: "GET",
      path: "/credits/balance",
      operationId: "getCreditBalance",
      summary: "Get the balance of the account's credits",
      tag,
      showsUsage: true,
      success: { status: 200, description: "The balance.", schema: CreditBalance },
      errors: [],
      async handle({ db, caller }) {
        const { balanceNanos } = await readCredits(db, caller.accountId, clock);
        return { balanceCents: nanosToCents(balanceNanos) };
      },
    }),
    route({
      method: "GET",
      path: "/credits/transactions",
      operationId: "listCreditTransactions",
      summary: "List grants of credits, and what was used by month, newest first",
      tag,
      showsUsage: true,
      success: { status: 200, description: "All transactions.", schema: CreditTransactionList },
      errors: [],
      async handle({ db, caller }) {
        const store = createCreditStore(db);
        const grants = await store.grants(caller.accountId);
        const periods = await store.periods(caller.accountId);
        return { items: presentTransactions(grants, periods, clock.now()) };
      },
    }),
    route({
      method: "POST",
      path: "/credits/checkout-session",
      operationId: "createCheckoutSession",
      summary: "Begin a purchase of credits, which the buyer completes with Stripe",
      tag,
      action: "checkout_session.create",
      callsOut: true,
      body: CheckoutSessionCreate,
      success: { status: 200, description: "Where the buyer pays.", schema: CheckoutSession },
      errors: [422, 501, 502],
      async handle({ caller, body, uri }) {
        if (!payments) {
          throw new NotSetUp(
            "Payments are not set up here: the operator sets STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET, or grants credits with 'aigateway credits grant'.",
          );
        }
        return payments.createCheckout({
          accountId: caller.accountId,
          amountCents: body.amount,
          uri,
        });
      },
    }),
  ];
}
