import type { ChatCompletionChunk, ChatCompletionCreateParams } from "openai/resources/chat/completions";
import type { CompletionUsage } from "openai/resources/completions";
import type { StreamEvent } from "../surface.ts";
import type { ChatReply } from "./chat-reply.ts";

type Delta = ChatCompletionChunk.Choice.Delta;
type Head = Pick<ChatCompletionChunk, "id" | "created" | "model" | "service_tier" | "system_fingerprint">;

/**
 * The events of a streamed chat completion: for each choice its role, its tokens and its finish reason; then, only if
 * the client asked for it, the usage, in a chunk without choices; then the end mark.
 */
export function chatCompletionEvents(
  head: Head,
  { stream_options: options }: ChatCompletionCreateParams,
  replies: readonly ChatReply[],
  usage: CompletionUsage,
): StreamEvent[] {
  const withUsage = options?.include_usage === true;
  const isObfuscated = options?.include_obfuscation !== false;
  const chunk = (choices: ChatCompletionChunk.Choice[], counted: CompletionUsage | null): StreamEvent => {
    const data: ChatCompletionChunk & { obfuscation?: string } = {
      ...head,
      object: "chat.completion.chunk",
      choices,
      ...(withUsage && { usage: counted }),
      ...(isObfuscated && { obfuscation: obfuscationOf(choices) }),
    };
    return { data };
  };
  const events = replies.flatMap((reply, index) => {
    const part = (delta: Delta, reason: ChatReply["finishReason"] | null = null) =>
      chunk([{ index, delta, logprobs: null, finish_reason: reason }], null);
    return [...deltas(reply).map((delta) => part(delta)), part({}, reply.finishReason)];
  });
  if (withUsage) events.push(chunk([], usage));
  return [...events, { data: "[DONE]" }];
}

/** Fills an event up, so that its length does not tell the length of its token. */
function obfuscationOf(choices: readonly ChatCompletionChunk.Choice[]): string {
  const { length } = JSON.stringify(choices);
  return "ZqTqNVfaUZeA6k5CI".slice(length % 16);
}

/** A tool's call comes as its name first, and then its arguments in pieces. */
function deltas({ tokens, toolCall }: ChatReply): Delta[] {
  if (!toolCall) {
    const opening: Delta = { role: "assistant", content: "", refusal: null };
    return [opening, ...tokens.map((content) => ({ content }))];
  }
  const named = { name: toolCall.function.name, arguments: "" };
  const opening: Delta = {
    role: "assistant",
    content: null,
    refusal: null,
    tool_calls: [{ index: 0, id: toolCall.id, type: "function", function: named }],
  };
  return [
    opening,
    ...tokens.map((piece) => ({ tool_calls: [{ index: 0, function: { arguments: piece } }] })),
  ];
}
