import { calcPrice } from "@pydantic/genai-prices";

/** 0.05 USD for a million tokens, input and output together. */
export const FEE_NANOS_PER_TOKEN = 50;
const NANOS_PER_DOLLAR = 1_000_000_000;

export interface TokenCounts {
  inputTokens: number;
  outputTokens: number;
  /** Part of the input tokens. */
  cacheReadTokens: number;
  /** Part of the input tokens, where a provider counts them: they have a price of their own. */
  cacheWriteTokens?: number;
  reasoningTokens: number;
}

/** What a successful request costs for passing through: nano-dollars. */
export function processingFee(tokens: TokenCounts): number {
  return (tokens.inputTokens + tokens.outputTokens) * FEE_NANOS_PER_TOKEN;
}

/** What the model itself costs by the catalog's prices, in nano-dollars; 0 where no price is known. */
export function modelCost(providerId: string, modelId: string, tokens: TokenCounts): number {
  const price = calcPrice(
    {
      input_tokens: tokens.inputTokens,
      output_tokens: tokens.outputTokens,
      cache_read_tokens: Math.min(tokens.cacheReadTokens, tokens.inputTokens),
      cache_write_tokens: Math.min(
        tokens.cacheWriteTokens ?? 0,
        Math.max(0, tokens.inputTokens - tokens.cacheReadTokens),
      ),
    },
    modelId,
    { providerId },
  );
  return price ? Math.ceil(price.total_price * NANOS_PER_DOLLAR) : 0;
}
