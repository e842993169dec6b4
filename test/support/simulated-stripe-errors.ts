import { amountOf } from "./simulated-stripe-session.ts";

/** An error in Stripe's shape: `{ error: { type, code, message, … } }`. */
export interface StripeFailure {
  status: number;
  error: { type: string; message: string; code?: string; param?: string; decline_code?: string };
}

type Parameters = Record<string, string>;

/** Refuses what Stripe would refuse of a form for a checkout session; undefined when it is in order. */
export function refusal(parameters: Parameters): StripeFailure | undefined {
  for (const name of Object.keys(parameters)) {
    if (!KNOWN.test(name)) return invalid("parameter_unknown", `Received unknown parameter: ${name}`, name);
  }
  for (const name of REQUIRED) {
    if (!parameters[name]) return invalid("parameter_missing", `Missing required param: ${name}.`, name);
  }
  for (const name of ["success_url", "cancel_url"]) {
    if (!isWebAddress(parameters[name])) return invalid("url_invalid", "Not a valid URL", name);
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (!/\[(unit_amount|quantity)\]$/.test(name) || /^\d+$/.test(value)) continue;
    return invalid("parameter_invalid_integer", `Invalid integer: ${value}`, name);
  }
  const total = "The Checkout Session's total amount due must";
  if (amountOf(parameters) < 50) return invalid("amount_too_small", `${total} add up to at least $0.50 usd`);
  if (amountOf(parameters) > 99_999_999) {
    return invalid("amount_too_large", `${total} be no more than $999,999.99.`);
  }
  return undefined;
}

/** Of all that Stripe knows, what this simulation can do; more is added here when the service sends it. */
const KNOWN =
  /^(mode|client_reference_id|success_url|cancel_url|metadata\[[^\]]{1,40}\]|line_items\[\d+\]\[(quantity|price_data\]\[(currency|unit_amount|product_data\]\[name))\])$/;
const REQUIRED = [
  "success_url",
  "line_items[0][price_data][currency]",
  "line_items[0][price_data][product_data][name]",
];

function invalid(code: string, message: string, param?: string): StripeFailure {
  const error = { type: "invalid_request_error", code, message, ...(param !== undefined && { param }) };
  return { status: 400, error };
}

function isWebAddress(text: string | undefined): boolean {
  return text === undefined || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol));
}

/** 401: Stripe quotes the key, with stars for most of it. */
export function unknownKey(key: string | undefined): StripeFailure {
  const shown = key && `${key.slice(0, 8)}${"*".repeat(Math.max(0, key.length - 12))}${key.slice(-4)}`;
  const message = shown
    ? `Invalid API Key provided: ${shown}`
    : "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY').";
  return { status: 401, error: { type: "invalid_request_error", message } };
}

export function unknownUrl(method: string, path: string): StripeFailure {
  const message = `Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`;
  return { status: 404, error: { type: "invalid_request_error", message } };
}

export function keyOfAnotherRequest(key: string): StripeFailure {
  const message = `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`;
  return { status: 400, error: { type: "idempotency_error", message } };
}

/** Faults that can be asked for, and what they answer. */
export const FAILURES = {
  "server-error": { status: 500, error: { type: "api_error", message: "An unknown error occurred" } },
  unavailable: {
    status: 503,
    error: { type: "api_error", message: "There was an unexpected error processing this request." },
  },
  "card-declined": {
    status: 402,
    error: {
      type: "card_error",
      code: "card_declined",
      decline_code: "generic_decline",
      message: "Your card was declined.",
    },
  },
  "rate-limit": {
    status: 429,
    error: { type: "invalid_request_error", code: "rate_limit", message: "Request rate limit exceeded" },
  },
} as const satisfies Record<string, StripeFailure>;
