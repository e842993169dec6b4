import type { Credits } from "../ledger/ledger.ts";
import { GatewayError } from "./gateway-error.ts";

/** Lets a request through while its account has credits. Throws `GatewayError` 4026 or 6033. */
export function requireCredits({ balanceNanos, everGranted }: Credits): void {
  if (balanceNanos > 0) return;
  throw everGranted
    ? new GatewayError(4026, "The account's credits are used up; buy more to go on.")
    : new GatewayError(6033, "The account has no credits yet; buy some to begin.");
}
