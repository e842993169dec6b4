import type { ChatReply } from "../openai/chat-reply.ts";
import { type ChatAnswer, type Dialect, event, reasoningTokens } from "./dialect.ts";

/** What keeps the connection open while another provider is being waited for. */
const PROCESSING = ": OPENROUTER PROCESSING\n\n";

/** OpenRouter: comments between the events, who served the request, and a usage that comes with a choice. */
export const openrouter: Dialect = {
  basePath: "/api/v1",

  completion: (answer) => ({
    ...headOf(answer, "chat.completion"),
    system_fingerprint: null,
    choices: answer.replies.map((reply, index) => ({
      logprobs: null,
      ...finishOf(reply),
      index,
      message: { ...said(reply), refusal: null, reasoning: null },
    })),
    usage: usageOf(answer),
  }),

  stream(answer) {
    const open = { finish_reason: null, native_finish_reason: null };
    const chunk = (index: number, delta: object, finish: object = open, more: object = {}) =>
      event({
        ...headOf(answer, "chat.completion.chunk"),
        choices: [{ index, delta: { role: "assistant", content: "", ...delta }, ...finish, logprobs: null }],
        ...more,
      });
    const parts = answer.replies.flatMap((reply, index) => [
      ...deltasOf(reply).map((delta) => chunk(index, delta)),
      chunk(index, {}, finishOf(reply)),
    ]);
    const [first = "", ...rest] = parts;
    const last = answer.replies.at(-1) as ChatReply;
    const usage = chunk(answer.replies.length - 1, {}, finishOf(last), { usage: usageOf(answer) });
    return [PROCESSING, PROCESSING, first, PROCESSING, ...rest, usage, event("[DONE]")];
  },

  errorBody: ({ status, message }) => ({ error: { message, code: status }, user_id: "user_2zAklG7HDLZg" }),
};

function headOf({ id, created, model }: ChatAnswer, object: string) {
  return { id: id.replace("chatcmpl-", "gen-"), provider: "DeepInfra", model, object, created };
}

function finishOf({ finishReason }: ChatReply) {
  return { finish_reason: finishReason, native_finish_reason: finishReason };
}

function said({ tokens, toolCall }: ChatReply) {
  return toolCall
    ? { role: "assistant", content: "", tool_calls: [{ index: 0, ...toolCall }] }
    : { role: "assistant", content: tokens.join("") };
}

function deltasOf({ tokens, toolCall }: ChatReply): object[] {
  if (!toolCall) return tokens.map((content) => ({ content }));
  const { id, type, function: called } = toolCall;
  return [
    { content: null, tool_calls: [{ index: 0, id, type, function: { name: called.name, arguments: "" } }] },
    ...tokens.map((piece) => ({
      content: null,
      tool_calls: [{ index: 0, type, function: { arguments: piece } }],
    })),
  ];
}

function usageOf(answer: ChatAnswer) {
  const { prompt_tokens, completion_tokens, total_tokens, prompt_tokens_details: details } = answer.usage;
  return {
    prompt_tokens,
    completion_tokens,
    total_tokens,
    cost: 0.00000735,
    is_byok: false,
    prompt_tokens_details: { cached_tokens: details?.cached_tokens ?? 0, audio_tokens: 0 },
    cost_details: { upstream_inference_cost: null },
    completion_tokens_details: { reasoning_tokens: reasoningTokens(answer), image_tokens: 0 },
  };
}
