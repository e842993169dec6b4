import type { MessageCreateParams, MessageParam } from "@anthropic-ai/sdk/resources/messages";
import { countTokens } from "../tokens.ts";

/** What a message costs beside its words: its role and its end. */
const TOKENS_PER_MESSAGE = 3;

/** The words of a message or of a tool's result, of whatever blocks it is made. */
export function textOf(content: MessageParam["content"] | undefined): string {
  if (typeof content === "string") return content;
  return (content ?? [])
    .map((block) => {
      if (block.type === "text") return block.text;
      if (block.type === "tool_result") return textOf(block.content as MessageParam["content"]);
      return "";
    })
    .join(" ");
}

/** Whether the last message brings the result of a tool. */
export function bringsToolResult(messages: readonly MessageParam[]): boolean {
  const content = messages.at(-1)?.content;
  return Array.isArray(content) && content.some(({ type }) => type === "tool_result");
}

/** All that the model reads: the system prompt, the messages, and the tools as it is shown them. */
export function promptTokens({ system, messages, tools }: MessageCreateParams): number {
  const instructed = system === undefined ? 0 : TOKENS_PER_MESSAGE + countTokens(textOf(system));
  const read = messages.reduce(
    (sum, { content }) => sum + TOKENS_PER_MESSAGE + countTokens(textOf(content)),
    0,
  );
  const shown = (tools ?? []).reduce((sum, tool) => sum + countTokens(JSON.stringify(tool, null, 1)), 0);
  return instructed + read + shown;
}

/** Whether some block asks to be cached. */
export function asksForCache({ system, messages, cache_control: automatic }: MessageCreateParams): boolean {
  const blocks = [system, ...messages.map(({ content }) => content)].flatMap((content) =>
    Array.isArray(content) ? content : [],
  );
  return !!automatic || blocks.some((block) => "cache_control" in block && !!block.cache_control);
}
