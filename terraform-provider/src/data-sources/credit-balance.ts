import type { ApiClient } from "../api/client.ts";
import type { DataSource } from "../framework/data-source.ts";
import * as schema from "../framework/schema/index.ts";

const balanceSchema = schema.defineSchema({
  version: 0,
  description:
    "What is left of the account's credits. It moves with every request: an output of it shows a change in nearly every plan, a `check` or a precondition does not.",
  attributes: {
    balance_cents: schema.number({
      computed: true,
      description:
        "Whole cents of US dollars, rounded down; negative when the last requests overdrew the balance.",
    }),
  },
});

export const creditBalanceData: DataSource<typeof balanceSchema, ApiClient> = {
  typeName: "aigateway_credit_balance",
  schema: balanceSchema,

  async read(_, client) {
    const { balanceCents } = await client.call("read the credit balance", (api) =>
      api.GET("/credits/balance"),
    );
    return { balance_cents: balanceCents };
  },
};
