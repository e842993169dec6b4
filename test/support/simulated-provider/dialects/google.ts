import type { ChatReply } from "../openai/chat-reply.ts";
import { type ChatAnswer, type Dialect, event, reasoningTokens } from "./dialect.ts";

/** What Google calls a status. */
const STATUS_NAMES: Record<number, string> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
};

/**
 * Google's Gemini behind its OpenAI-compatible address: members in the order of the alphabet, few and big pieces, usage
 * in every piece once it is asked for, a whole tool call without an index, and errors in a list of one.
 */
export const google: Dialect = {
  basePath: "/v1beta/openai",
  cachesPrompts: true,

  completion: (answer) => ({
    choices: answer.replies.map((reply, index) => ({
      finish_reason: reply.finishReason,
      index,
      message: { ...said(reply), role: "assistant" },
    })),
    ...tailOf(answer, "chat.completion"),
    usage: usageOf(answer),
  }),

  stream(answer) {
    const { replies, withUsage } = answer;
    const parts = replies.flatMap((reply, index) => {
      const pieces = piecesOf(reply);
      return pieces.map((delta, position) => {
        const isLast = position === pieces.length - 1;
        const choice = {
          delta: { ...delta, role: "assistant" },
          ...(isLast && { finish_reason: reply.finishReason }),
          index,
        };
        return event({
          choices: [choice],
          ...tailOf(answer, "chat.completion.chunk"),
          ...(withUsage && { usage: usageOf(answer) }),
        });
      });
    });
    return [...parts, event("[DONE]")];
  },

  errorBody: ({ status, message }) => [
    { error: { code: status, message, status: STATUS_NAMES[status] ?? "UNKNOWN" } },
  ],
};

function tailOf({ created, id, model }: ChatAnswer, object: string) {
  return { created, id, model, object };
}

function said({ tokens, toolCall }: ChatReply) {
  if (!toolCall) return { content: tokens.join("") };
  const { id, type, function: called } = toolCall;
  const extra_content = { google: { thought_signature: "EjQKMgEMOdbHJChLX75QUCJjyYlm" } };
  const { name, arguments: text } = called;
  return { tool_calls: [{ extra_content, function: { arguments: text, name }, id, type }] };
}

/** A text in two pieces; a tool call in one. */
function piecesOf(reply: ChatReply): object[] {
  const { tokens, toolCall } = reply;
  if (toolCall || tokens.length < 2) return [said(reply)];
  const half = Math.ceil(tokens.length / 2);
  return [{ content: tokens.slice(0, half).join("") }, { content: tokens.slice(half).join("") }];
}

/** What was thought is in the sum and nowhere else. */
function usageOf(answer: ChatAnswer) {
  const { usage } = answer;
  const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
  return {
    completion_tokens: usage.completion_tokens - reasoningTokens(answer),
    prompt_tokens: usage.prompt_tokens,
    ...(cached > 0 && { prompt_tokens_details: { cached_tokens: cached } }),
    total_tokens: usage.total_tokens,
  };
}
