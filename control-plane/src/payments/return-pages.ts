import type { Middleware } from "koa";

/** Where Stripe sends the buyer afterwards, and what they read there. */
const PAGES = new Map([
  [
    "/checkout/complete",
    "Thank you. The credits are added as soon as the payment is confirmed; you can close this page.",
  ],
  ["/checkout/cancelled", "Nothing was bought. You can close this page."],
]);

/** The two pages that end a purchase. They need no API key, for it is a browser that comes there. */
export function returnPages(): Middleware {
  return (ctx, next) => {
    const text = ctx.method === "GET" || ctx.method === "HEAD" ? PAGES.get(ctx.path) : undefined;
    if (!text) return next();
    ctx.type = "html";
    ctx.body = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Credits</title><p>${text}</p></html>`;
  };
}
