import type { TokenCounts } from "../ledger/cost.ts";
import { countTokens } from "./count-tokens.ts";
import type { GatewayRequest } from "./parse-request.ts";
import type { Completion } from "./surfaces/surface.ts";

const CHARACTERS_PER_TOKEN = 4;

/**
 * Tokens of an answer that the provider did not count: a cut stream, or a provider that reports none. Of the output, at
 * least a token for each piece that came.
 */
export async function estimateTokens(
  request: GatewayRequest,
  { input, delivered }: Completion,
): Promise<TokenCounts> {
  const inputTokens = input?.inputTokens ?? (await estimateInputTokens(request));
  const outputTokens = Math.max(delivered.pieces, Math.ceil(delivered.characters / CHARACTERS_PER_TOKEN));
  return { cacheReadTokens: 0, ...input, inputTokens, outputTokens, reasoningTokens: 0 };
}

/** Tokens of what a request gives to the model: its texts, and its tools and schemas as they are written. */
export async function estimateInputTokens({ surface, body, bytes }: GatewayRequest): Promise<number> {
  const inputs = surface.inputTexts(body);
  const overhead = inputs.reduce((sum, { overheadTokens }) => sum + overheadTokens, 0);
  const definitions = surface.definitions.flatMap((name) => {
    if (typeof body[name] !== "object" || body[name] === null) return [];
    try {
      return [JSON.stringify(body[name])];
    } catch {
      return [bytes.toString("latin1")]; // nested too deeply to be written again: the request as a whole stands for it
    }
  });
  return overhead + (await countTokens([...inputs.map(({ text }) => text), ...definitions]));
}
