import { z } from "zod";

export const CreditBalance = z
  .object({
    balanceCents: z.int().describe("Whole cents, rounded down; negative when the last requests overdrew it."),
  })
  .meta({ id: "CreditBalance" });

const DateTime = z.iso.datetime();

const CreditsTransaction = z.object({
  type: z.literal("credits"),
  amountCents: z.int(),
  category: z.enum(["purchase", "promotional"]),
  expiresAt: DateTime.nullable().describe("What is not spent by then is lost; null: never."),
  createdAt: DateTime,
});

const invoice = {
  createdAt: DateTime,
  periodStart: DateTime,
  periodEnd: DateTime,
  totalCents: z.int().describe("What was used in the period, rounded to cents."),
  appliedCreditsCents: z.int().describe("What of it credits have paid."),
  amountDueCents: z.int().describe("What credits did not cover; the next purchase pays it."),
  amountPaidCents: z.int().describe("What was paid otherwise than with credits."),
  amountRemainingCents: z.int(),
};

const UsageInvoice = z.object({
  type: z.literal("usageInvoice"),
  ...invoice,
  invoiceUrl: z.string().nullable().describe("Where a document of it is; null: there is none."),
});
const UsageInvoicePreview = z.object({ type: z.literal("usageInvoicePreview"), ...invoice });

export const CreditTransaction = z
  .discriminatedUnion("type", [CreditsTransaction, UsageInvoice, UsageInvoicePreview])
  .meta({ id: "CreditTransaction" });

export const CreditTransactionList = z
  .object({ items: z.array(CreditTransaction).describe("Newest first.") })
  .meta({ id: "CreditTransactionList" });

export const MINIMUM_PURCHASE_CENTS = 500;
/** Stripe takes at most eight digits. */
const MAXIMUM_PURCHASE_CENTS = 99_999_999;

export const CheckoutSessionCreate = z
  .strictObject({
    amount: z
      .int({ error: "must be a whole number of cents" })
      .min(MINIMUM_PURCHASE_CENTS, {
        error: `must be at least ${MINIMUM_PURCHASE_CENTS}, the minimum purchase`,
      })
      .max(MAXIMUM_PURCHASE_CENTS, { error: `must be at most ${MAXIMUM_PURCHASE_CENTS}` })
      .describe("Cents of US dollars."),
  })
  .meta({ id: "CheckoutSessionCreate" });

export const CheckoutSession = z
  .object({ sessionId: z.string(), sessionUrl: z.string().describe("Where the buyer pays.") })
  .meta({ id: "CheckoutSession" });
