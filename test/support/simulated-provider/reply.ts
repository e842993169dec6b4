import { tokensOf } from "./tokens.ts";

/** What the simulated model says, before it is put into a provider's format. */
export interface Reply {
  tokens: string[];
  ended: "naturally" | "at the token limit" | "at a stop sequence";
  /** The stop sequence that was met. */
  stopSequence: string | null;
}

/** What bounds an answer. */
export interface ReplyLimits {
  maxTokens?: number | null | undefined;
  stop?: readonly string[] | null | undefined;
}

/**
 * The answer to a prompt. It holds the model and the prompt's own words, so that an answer shows which request it
 * belongs to and which model the request was sent to.
 */
export function heard(model: string, prompt: string): string {
  return `${model} heard: ${prompt}`;
}

/** Cuts a full answer as a provider would: first at a stop sequence, then at the token limit. */
export function limitReply(text: string, { maxTokens, stop }: ReplyLimits): Reply {
  const stops = (stop ?? []).flatMap((sequence) => {
    const at = sequence === "" ? -1 : text.indexOf(sequence);
    return at === -1 ? [] : [{ at, sequence }];
  });
  const first = stops.sort((a, b) => a.at - b.at)[0];
  const tokens = tokensOf(first ? text.slice(0, first.at) : text);
  if (maxTokens != null && tokens.length > maxTokens) {
    return { tokens: tokens.slice(0, maxTokens), ended: "at the token limit", stopSequence: null };
  }
  if (first) return { tokens, ended: "at a stop sequence", stopSequence: first.sequence };
  return { tokens, ended: "naturally", stopSequence: null };
}
