import { randomBytes } from "node:crypto";
import Stripe from "stripe";

const DAY_SECONDS = 86_400;

/** An id as Stripe makes them: `cs_test_a1…`, `evt_1…`, `req_…`. */
export function stripeId(prefix: string, length = 24): string {
  return prefix + randomBytes(length).toString("hex").slice(0, length);
}

/**
 * The session that `POST /v1/checkout/sessions` answers with: hosted by Stripe, open, not paid. The type is the
 * package's own, so that no field is missing and none invented.
 *
 * @param parameters the form's fields by their names as sent, already checked
 */
export function openSession(parameters: Record<string, string>, now: number): Stripe.Checkout.Session {
  const created = Math.floor(now / 1000);
  const id = stripeId("cs_test_a1", 58);
  const amount = amountOf(parameters);
  return {
    ...NOT_ASKED_FOR,
    id,
    amount_subtotal: amount,
    amount_total: amount,
    cancel_url: parameters.cancel_url ?? null,
    client_reference_id: parameters.client_reference_id ?? null,
    created,
    currency: parameters["line_items[0][price_data][currency]"]?.toLowerCase() ?? null,
    expires_at: created + DAY_SECONDS,
    metadata: membersOf("metadata", parameters),
    mode: parameters.mode ?? "payment",
    payment_status: "unpaid",
    status: "open",
    success_url: parameters.success_url ?? null,
    url: `https://checkout.stripe.com/c/pay/${id}`,
  };
}

/** What is due in the smallest unit of the currency: all line items together. */
export function amountOf(parameters: Record<string, string>): number {
  return Object.entries(parameters).reduce((sum, [name, value]) => {
    const item = /^(line_items\[\d+\])\[price_data\]\[unit_amount\]$/.exec(name)?.[1];
    return item === undefined ? sum : sum + Number(value) * Number(parameters[`${item}[quantity]`] ?? 1);
  }, 0);
}

/** The same session after the buyer has gone through it. Some ways to pay take days: `paid` comes later then. */
export function completedSession(
  session: Stripe.Checkout.Session,
  payment_status: "paid" | "unpaid",
): Stripe.Checkout.Session {
  return { ...session, payment_intent: stripeId("pi_3"), payment_status, status: "complete", url: null };
}

/** An event as Stripe posts it to webhooks. */
export interface StripeEvent {
  id: string;
  object: "event";
  api_version: string | null;
  created: number;
  data: { object: Partial<Stripe.Checkout.Session> };
  livemode: boolean;
  pending_webhooks: number;
  request: { id: string | null; idempotency_key: string | null } | null;
  type: string;
}

/** A new event about a session. */
export function makeEvent(type: string, session: Partial<Stripe.Checkout.Session>): StripeEvent {
  return {
    id: stripeId("evt_1"),
    object: "event",
    api_version: Stripe.API_VERSION,
    created: Math.floor(Date.now() / 1000),
    data: { object: session },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
  };
}

function membersOf(name: string, parameters: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([field, value]) => {
      const member = new RegExp(`^${name}\\[(.+)\\]$`).exec(field)?.[1];
      return member === undefined ? [] : [[member, value]];
    }),
  );
}

/** What a session has that was made without asking for more. */
const NOT_ASKED_FOR = {
  object: "checkout.session",
  adaptive_pricing: { enabled: true },
  after_expiration: null,
  allow_promotion_codes: null,
  allowed_payment_method_types: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  billing_address_collection: null,
  client_secret: null,
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer: null,
  customer_account: null,
  customer_creation: "if_required",
  customer_details: null,
  customer_email: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  livemode: false,
  locale: null,
  managed_payments: { enabled: false },
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_collection: "if_required",
  payment_method_configuration_details: null,
  payment_method_options: { card: { request_three_d_secure: "automatic" } },
  payment_method_types: ["card"],
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  submit_type: null,
  subscription: null,
  total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  ui_mode: "hosted_page",
  wallet_options: null,
} satisfies Partial<Stripe.Checkout.Session>;
