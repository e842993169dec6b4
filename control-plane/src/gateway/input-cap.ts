import { estimateInputTokens } from "./estimate-tokens.ts";
import { GatewayError } from "./gateway-error.ts";
import type { GatewayRequest } from "./parse-request.ts";

/** Lets a request through while its estimated input is within the account's cap. Throws `GatewayError` 3811. */
export async function requireInputWithin(
  maxInputTokens: number | null,
  request: GatewayRequest,
): Promise<void> {
  // No token is shorter than a byte, and a message's own tokens are fewer than the bytes of its punctuation.
  if (maxInputTokens === null || request.bytes.length <= maxInputTokens) return;
  const tokens = await estimateInputTokens(request);
  if (tokens <= maxInputTokens) return;
  throw new GatewayError(
    3811,
    `The request has about ${tokens} input tokens, the account's maxInputTokens is ${maxInputTokens}.`,
    { param: "messages" },
  );
}
