import type { z } from "zod";
import { startOfNextMonth, toRfc3339 } from "../clock.ts";
import type { BillingPeriodRow } from "../ledger/billing-periods.ts";
import type { CreditGrantRow } from "../ledger/grant-credits.ts";
import { nanosToCents, roundToCents } from "../money.ts";
import { presentTime } from "../present.ts";
import type { CreditTransaction } from "./schema.ts";

type Transaction = z.input<typeof CreditTransaction>;

/** Grants, and an invoice for each month: a preview while the month lasts. Newest first, of the same moment the invoice. */
export function presentTransactions(
  grants: readonly CreditGrantRow[],
  periods: readonly BillingPeriodRow[],
  now: number,
): Transaction[] {
  const items = [...periods.map((period) => presentPeriod(period, now)), ...grants.map(presentGrant)];
  return items.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

function presentGrant(row: CreditGrantRow): Transaction {
  return {
    type: "credits",
    amountCents: nanosToCents(row.amount_nanos),
    category: row.category,
    expiresAt: presentTime(row.expires_at),
    createdAt: toRfc3339(row.created_at),
  };
}

/** Credits are prepaid, so that nothing is ever paid but by them; what they did not cover, the next grant pays. */
function presentPeriod(
  { period_start, total_nanos, applied_nanos }: BillingPeriodRow,
  now: number,
): Transaction {
  const end = startOfNextMonth(period_start);
  const totalCents = roundToCents(total_nanos);
  const appliedCreditsCents = roundToCents(applied_nanos);
  const due = totalCents - appliedCreditsCents;
  const amounts = {
    periodStart: toRfc3339(period_start),
    periodEnd: toRfc3339(end),
    totalCents,
    appliedCreditsCents,
    amountDueCents: due,
    amountPaidCents: 0,
    amountRemainingCents: due,
  };
  return end > now
    ? { type: "usageInvoicePreview", createdAt: toRfc3339(now), ...amounts }
    : { type: "usageInvoice", createdAt: toRfc3339(end), ...amounts, invoiceUrl: null };
}
