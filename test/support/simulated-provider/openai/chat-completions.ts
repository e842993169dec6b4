import type { ChatCompletion, ChatCompletionCreateParams } from "openai/resources/chat/completions";
import type { CompletionUsage } from "openai/resources/completions";
import type { ChatAnswer, Dialect } from "../dialects/dialect.ts";
import { type Answer, requireList, requireModel, type SurfaceRequest } from "../surface.ts";
import { chatCompletionEvents } from "./chat-completion-stream.ts";
import { promptTokens } from "./chat-prompt.ts";
import { type ChatReply, chatReply } from "./chat-reply.ts";

/** Names the backend that served a request. */
const FINGERPRINT = "fp_51e1070cf2";

/** `POST /v1/chat/completions`. */
export function chatCompletions(request: SurfaceRequest): Answer {
  const checked = requireModel(request);
  requireList(checked, "messages");
  const body = checked as unknown as ChatCompletionCreateParams;
  const replies = Array.from({ length: body.n ?? 1 }, () => chatReply(body, request));
  const usage = usageOf(body, replies, request);
  const head = {
    id: request.id("chatcmpl-"),
    created: request.now,
    model: body.model,
    service_tier: "default" as const,
    system_fingerprint: FINGERPRINT,
  };
  if (request.dialect) return inDialect(request.dialect, { ...head, replies, usage }, body);
  if (body.stream) return { events: chatCompletionEvents(head, body, replies, usage) };
  const completion: ChatCompletion = {
    ...head,
    object: "chat.completion",
    choices: replies.map(choice),
    usage,
  };
  return { body: completion };
}

function choice({ tokens, toolCall, finishReason }: ChatReply, index: number): ChatCompletion.Choice {
  const message = {
    role: "assistant" as const,
    content: toolCall ? null : tokens.join(""),
    refusal: null,
    annotations: [],
    ...(toolCall && { tool_calls: [toolCall] }),
  };
  return { index, message, logprobs: null, finish_reason: finishReason };
}

function inDialect(
  dialect: Dialect,
  answer: Omit<ChatAnswer, "withUsage">,
  { stream, stream_options: options }: ChatCompletionCreateParams,
): Answer {
  const asked = { ...answer, withUsage: options?.include_usage === true };
  return stream ? { parts: dialect.stream(asked) } : { body: dialect.completion(asked) };
}

/** How many tokens a model thinks before it answers, by the effort that it is asked for. */
const REASONING_TOKENS: Record<string, number> = { minimal: 4, low: 8, medium: 16, high: 32 };

/** A prompt that names a cache and was seen before counts as read from it. */
function usageOf(
  body: ChatCompletionCreateParams,
  replies: ChatReply[],
  { cache, dialect }: SurfaceRequest,
): CompletionUsage {
  const { prompt_cache_key: cacheKey, messages, reasoning_effort: effort } = body;
  const prompt = promptTokens(body);
  const reasoning = REASONING_TOKENS[effort ?? ""] ?? 0;
  const completion = replies.reduce((sum, { tokens }) => sum + tokens.length + reasoning, 0);
  const isCacheable = cacheKey !== undefined || dialect?.cachesPrompts;
  const cached = isCacheable && cache.seen([cacheKey, body.model, messages]);
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cached ? prompt : 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reasoning * replies.length,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}
