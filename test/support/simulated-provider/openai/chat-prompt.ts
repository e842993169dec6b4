import type {
  ChatCompletionCreateParams,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import { countTokens } from "../tokens.ts";

/** What a message costs beside its words: its role and its end. */
const TOKENS_PER_MESSAGE = 3;

/** The words of a message, of whatever parts it is made. */
export function textOf({ content }: ChatCompletionMessageParam): string {
  if (typeof content === "string") return content;
  return (content ?? []).map((part) => ("text" in part ? part.text : "")).join(" ");
}

/** What the model answers to: the last message. */
export function lastPrompt(messages: readonly ChatCompletionMessageParam[]): string {
  const last = messages.at(-1);
  return last ? textOf(last) : "";
}

/** All that the model reads: the messages, and the tools as it is shown them. */
export function promptTokens({ messages, tools }: ChatCompletionCreateParams): number {
  const read = messages.reduce((sum, message) => sum + TOKENS_PER_MESSAGE + countTokens(textOf(message)), 0);
  const shown = (tools ?? []).reduce((sum, tool) => sum + countTokens(JSON.stringify(tool, null, 1)), 0);
  return read + shown;
}
