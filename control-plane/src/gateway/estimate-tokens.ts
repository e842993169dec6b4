import type { TokenCounts } from "../ledger/cost.ts";
import type { Completion } from "./completion-meter.ts";
import type { ChatRequest } from "./parse-request.ts";
import { isObject } from "./parse-request.ts";

const CHARACTERS_PER_TOKEN = 4;
/** What a message costs beside its text, in OpenAI's formats. */
const TOKENS_PER_MESSAGE = 4;

/**
 * Tokens of a completion that the provider did not count: a cut stream, or a provider that reports none. The input is
 * counted by the tokenizer of OpenAI's current models; of the output, at least a token for each piece that came.
 */
export async function estimateTokens(request: ChatRequest, { delivered }: Completion): Promise<TokenCounts> {
  const inputTokens = await estimateInputTokens(request);
  const outputTokens = Math.max(delivered.pieces, Math.ceil(delivered.characters / CHARACTERS_PER_TOKEN));
  return { inputTokens, outputTokens, cacheReadTokens: 0, reasoningTokens: 0 };
}

/** Tokens of a request's messages. */
export async function estimateInputTokens(request: ChatRequest): Promise<number> {
  // A megabyte of tables that most processes never need.
  const { countTokens } = await import("gpt-tokenizer/encoding/o200k_base");
  const messages = Array.isArray(request.body.messages) ? request.body.messages : [];
  return messages.reduce((sum: number, message) => {
    return sum + TOKENS_PER_MESSAGE + texts(message).reduce((tokens, text) => tokens + countTokens(text), 0);
  }, 0);
}

/** The texts of a message; images and files are left out, for their data is not text. */
function texts(message: unknown): string[] {
  if (!isObject(message)) return [];
  const { content } = message;
  if (typeof content === "string") return [content];
  if (!Array.isArray(content)) return [];
  return content.flatMap((part) => (isObject(part) && typeof part.text === "string" ? [part.text] : []));
}
