import type { CompletionUsage } from "openai/resources/completions";
import type { ChatReply } from "../openai/chat-reply.ts";
import { type ChatAnswer, type Dialect, event, reasoningTokens, thoughts } from "./dialect.ts";

const FINGERPRINT = "fp_058df29938_prod0820_fp8_kvcache_20260402";

/** DeepSeek: thoughts are a member of their own, and the usage comes with the finish reason, asked for or not. */
export const deepseek: Dialect = {
  basePath: "/v1",
  cachesPrompts: true,

  completion: (answer) => ({
    ...headOf(answer, "chat.completion"),
    choices: answer.replies.map((reply, index) => ({
      index,
      message: messageOf(reply, thoughts(answer)),
      logprobs: null,
      finish_reason: reply.finishReason,
    })),
    usage: usageOf(answer),
    system_fingerprint: FINGERPRINT,
  }),

  stream(answer) {
    const chunk = (
      index: number,
      delta: object,
      finish_reason: string | null = null,
      usage: unknown = null,
    ) =>
      event({
        ...headOf(answer, "chat.completion.chunk"),
        system_fingerprint: FINGERPRINT,
        choices: [{ index, delta, logprobs: null, finish_reason }],
        usage,
      });
    const isThinking = reasoningTokens(answer) > 0;
    const parts = answer.replies.flatMap((reply, index) => [
      chunk(index, {
        role: "assistant",
        content: isThinking ? null : "",
        ...(isThinking && { reasoning_content: "" }),
      }),
      ...(isThinking ? [chunk(index, { content: null, reasoning_content: thoughts(answer) })] : []),
      ...deltasOf(reply).map((delta) => chunk(index, delta)),
      chunk(index, { content: "" }, reply.finishReason, usageOf(answer)),
    ]);
    return [...parts, event("[DONE]")];
  },
};

function headOf({ id, created, model }: ChatAnswer, object: string) {
  return { id, object, created, model };
}

function messageOf({ tokens, toolCall }: ChatReply, thought: string) {
  return {
    role: "assistant",
    content: toolCall ? "" : tokens.join(""),
    ...(thought && { reasoning_content: thought }),
    ...(toolCall && { tool_calls: [{ index: 0, ...toolCall }] }),
  };
}

function deltasOf({ tokens, toolCall }: ChatReply): object[] {
  if (!toolCall) return tokens.map((content) => ({ content }));
  const { id, type, function: called } = toolCall;
  return [
    { tool_calls: [{ index: 0, id, type, function: { name: called.name, arguments: "" } }] },
    ...tokens.map((piece) => ({ tool_calls: [{ index: 0, function: { arguments: piece } }] })),
  ];
}

function usageOf({ usage }: ChatAnswer): CompletionUsage & Record<string, unknown> {
  const cached = usage.prompt_tokens_details?.cached_tokens ?? 0;
  const { prompt_tokens, completion_tokens, total_tokens, completion_tokens_details: details } = usage;
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens,
    prompt_tokens_details: { cached_tokens: cached },
    ...(details?.reasoning_tokens && {
      completion_tokens_details: { reasoning_tokens: details.reasoning_tokens },
    }),
    prompt_cache_hit_tokens: cached,
    prompt_cache_miss_tokens: prompt_tokens - cached,
  };
}
