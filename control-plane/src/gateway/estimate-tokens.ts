import type { TokenCounts } from "../ledger/cost.ts";
import type { GatewayRequest } from "./parse-request.ts";
import type { Completion } from "./surfaces/surface.ts";

const CHARACTERS_PER_TOKEN = 4;

/**
 * Tokens of an answer that the provider did not count: a cut stream, or a provider that reports none. The input is
 * counted by the tokenizer of OpenAI's current models; of the output, at least a token for each piece that came.
 */
export async function estimateTokens(
  request: GatewayRequest,
  { input, delivered }: Completion,
): Promise<TokenCounts> {
  const inputTokens = input?.inputTokens ?? (await estimateInputTokens(request));
  const outputTokens = Math.max(delivered.pieces, Math.ceil(delivered.characters / CHARACTERS_PER_TOKEN));
  return { cacheReadTokens: 0, ...input, inputTokens, outputTokens, reasoningTokens: 0 };
}

/** Tokens of what a request gives to the model. */
export async function estimateInputTokens({ surface, body }: GatewayRequest): Promise<number> {
  // A megabyte of tables that most processes never need.
  const { countTokens } = await import("gpt-tokenizer/encoding/o200k_base");
  return surface
    .inputTexts(body)
    .reduce((sum, { text, overheadTokens }) => sum + overheadTokens + countTokens(text), 0);
}
