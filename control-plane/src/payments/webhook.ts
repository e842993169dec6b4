import type { Middleware } from "koa";
import type Stripe from "stripe";
import { NotSetUp } from "../errors.ts";
import { readBytes } from "../http/read-json.ts";
import type { Payments } from "./payments.ts";

export const WEBHOOK_PATH = "/webhooks/stripe";

export interface StripeWebhookOptions {
  payments: Payments | undefined;
  grantPurchase(event: Stripe.Event): Promise<void>;
}

/** `POST /webhooks/stripe`: what Stripe reports, authenticated by its signature. Events of no concern are taken too. */
export function stripeWebhook({ payments, grantPurchase }: StripeWebhookOptions): Middleware {
  return async (ctx, next) => {
    if (ctx.path !== WEBHOOK_PATH || ctx.method !== "POST") return next();
    if (!payments) throw new NotSetUp("The operator has not set STRIPE_SECRET_KEY.");
    const event = payments.readEvent(await readBytes(ctx), ctx.get("Stripe-Signature"));
    await grantPurchase(event);
    ctx.body = { received: true };
  };
}
