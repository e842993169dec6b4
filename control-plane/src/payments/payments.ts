import type { Logger } from "pino";
import type Stripe from "stripe";
import type { StripeConfig } from "../config.ts";
import { BadGateway, BadRequest, NotSetUp } from "../errors.ts";
import type { UriMaker } from "../http/route.ts";

/** Buying credits through Stripe. */
export interface Payments {
  /** A page on which the buyer pays. Throws `BadGateway` when Stripe does not make one. */
  createCheckout(purchase: Purchase): Promise<{ sessionId: string; sessionUrl: string }>;
  /** The event that a webhook request carries. Throws `BadRequest` when Stripe has not signed it. */
  readEvent(body: Buffer, signature: string): Stripe.Event;
}

export interface Purchase {
  accountId: string;
  /** Cents of US dollars. */
  amountCents: number;
  uri: UriMaker;
}

/** What a session of ours carries, so that other sales of the same Stripe account grant nothing. */
export const ACCOUNT_METADATA = "aigateway_account_id";

/** The buyer waits, and so may a shutdown: three tries of this long, and they are told. */
const TIMEOUT_MS = 7_000;

/** Undefined when the operator has configured no Stripe; then its package is not loaded either. */
export async function createPayments(
  config: StripeConfig | undefined,
  log: Logger,
): Promise<Payments | undefined> {
  if (!config) return undefined;
  const { default: StripeClient } = await import("stripe");
  const stripe = new StripeClient(config.secretKey, {
    ...hostOf(config.baseUrl),
    timeout: TIMEOUT_MS,
    maxNetworkRetries: 2, // with an Idempotency-Key of its own
    telemetry: false,
    appInfo: { name: "aigateway" },
  });

  return {
    // The client's Idempotency-Key is not Stripe's: Stripe repeats a failure for a day. A session whose answer was lost
    // is one that nobody can pay.
    async createCheckout({ accountId, amountCents, uri }) {
      try {
        const session = await stripe.checkout.sessions.create({
          mode: "payment",
          client_reference_id: accountId,
          metadata: { [ACCOUNT_METADATA]: accountId },
          line_items: [
            {
              quantity: 1,
              price_data: {
                currency: "usd",
                unit_amount: amountCents,
                product_data: { name: "AI gateway credits" },
              },
            },
          ],
          success_url: uri("/checkout/complete"),
          cancel_url: uri("/checkout/cancelled"),
        });
        return { sessionId: session.id, sessionUrl: session.url ?? "" };
      } catch (error) {
        if (!(error instanceof StripeClient.errors.StripeError)) throw error;
        const { type, code, requestId } = error;
        log.error({ type, code, stripeRequestId: requestId }, "Stripe did not make a checkout session");
        throw new BadGateway(`Stripe did not make a checkout session (${code ?? type}); try again later.`);
      }
    },

    readEvent(body, signature) {
      if (!config.webhookSecret) {
        throw new NotSetUp("The operator has not set STRIPE_WEBHOOK_SECRET.");
      }
      try {
        return stripe.webhooks.constructEvent(body, signature, config.webhookSecret);
      } catch {
        // Stripe's own message quotes the body.
        throw new BadRequest("The Stripe-Signature does not fit this body, or is too old.");
      }
    },
  };
}

/** Stripe's own address, unless a test stands in for it. */
function hostOf(baseUrl: string | undefined) {
  if (!baseUrl) return {};
  const { protocol, hostname, port } = new URL(baseUrl);
  const scheme = protocol === "http:" ? ("http" as const) : ("https" as const);
  return { protocol: scheme, host: hostname, port: port || (scheme === "http" ? 80 : 443) };
}
