import type { CompletionUsage } from "openai/resources/completions";
import type { ChatReply } from "../openai/chat-reply.ts";
import type { Format } from "../surface.ts";

/** What a chat completion says, before a provider writes it down in its own way. */
export interface ChatAnswer {
  id: string;
  /** Unix time in seconds. */
  created: number;
  model: string;
  replies: readonly ChatReply[];
  usage: CompletionUsage;
  /** The client has asked for the usage of a stream. */
  withUsage: boolean;
}

/**
 * How one provider writes OpenAI's format: members of its own, another framing of its streams, other errors. Each was
 * written after what the provider really sends.
 */
export interface Dialect {
  /** The provider's base path. */
  basePath: string;
  /** Every prompt that was seen before counts as read from the cache, without being asked for. */
  cachesPrompts?: boolean;
  completion(answer: ChatAnswer): object;
  /** The stream, in the parts in which it goes out. */
  stream(answer: ChatAnswer): string[];
  errorBody?: Format["errorBody"];
}

/** How many tokens of the answer the model thought. */
export function reasoningTokens({ usage }: ChatAnswer): number {
  return usage.completion_tokens_details?.reasoning_tokens ?? 0;
}

/** A text of as many tokens as the model thought. */
export function thoughts(answer: ChatAnswer): string {
  return Array.from({ length: reasoningTokens(answer) }, (_, index) => `thought-${index}`).join(" ");
}

/** An event without a name, in lines that end as most do. */
export function event(data: unknown): string {
  return `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
}
