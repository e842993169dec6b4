import { type Route, route } from "../http/route.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { nanosToCents } from "../money.ts";
import { CreditBalance } from "./schema.ts";

const tag = "Credits";

export function creditRoutes({ ledger }: { ledger: Ledger }): Route[] {
  return [
    route({
      method: "GET",
      path: "/credits/balance",
      operationId: "getCreditBalance",
      summary: "Get the balance of the account's credits",
      tag,
      success: { status: 200, description: "The balance.", schema: CreditBalance },
      errors: [],
      async handle({ caller }) {
        const { balanceNanos } = await ledger.credits(caller.accountId);
        return { balanceCents: nanosToCents(balanceNanos) };
      },
    }),
  ];
}
