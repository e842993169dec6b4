import type { Attributes } from "@opentelemetry/api";
import {
  ATTR_GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_INPUT_TOKENS,
  ATTR_GEN_AI_USAGE_OUTPUT_TOKENS,
  ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS,
} from "@opentelemetry/semantic-conventions/incubating";
import type { TokenCounts } from "../ledger/cost.ts";
import type { UsageEvent } from "../ledger/usage-event.ts";
import { AIGATEWAY_COST_USD, AIGATEWAY_USAGE_ESTIMATED } from "./own-attributes.ts";

const NANOS_PER_DOLLAR = 1e9;

/** What an answer used and cost, as the ledger has it. Parts of the input or output are told only where there are some. */
export function usageAttributes(used: UsageEvent, tokens: TokenCounts): Attributes {
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, reasoningTokens } = tokens;
  return {
    [ATTR_GEN_AI_USAGE_INPUT_TOKENS]: inputTokens,
    [ATTR_GEN_AI_USAGE_OUTPUT_TOKENS]: outputTokens,
    ...(cacheReadTokens > 0 && { [ATTR_GEN_AI_USAGE_CACHE_READ_INPUT_TOKENS]: cacheReadTokens }),
    ...(cacheWriteTokens && { [ATTR_GEN_AI_USAGE_CACHE_CREATION_INPUT_TOKENS]: cacheWriteTokens }),
    ...(reasoningTokens > 0 && { [ATTR_GEN_AI_USAGE_REASONING_OUTPUT_TOKENS]: reasoningTokens }),
    ...(used.tokensEstimated && { [AIGATEWAY_USAGE_ESTIMATED]: true }),
    [AIGATEWAY_COST_USD]: used.costNanos / NANOS_PER_DOLLAR,
  };
}
