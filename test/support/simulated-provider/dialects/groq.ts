import type { ChatReply } from "../openai/chat-reply.ts";
import { type ChatAnswer, type Dialect, event } from "./dialect.ts";

const FINGERPRINT = "fp_f8b414701e";

/** Groq: times in the usage, which comes twice with the finish reason and, when asked for, once more by itself. */
export const groq: Dialect = {
  basePath: "/openai/v1",

  completion: (answer) => ({
    ...headOf(answer, "chat.completion"),
    choices: answer.replies.map((reply, index) => ({
      index,
      message: messageOf(reply),
      logprobs: null,
      finish_reason: reply.finishReason,
    })),
    usage: usageOf(answer),
    usage_breakdown: null,
    system_fingerprint: FINGERPRINT,
    x_groq: { id: requestIdOf(answer), seed: 167346302 },
    service_tier: "on_demand",
  }),

  stream(answer) {
    const usage = usageOf(answer);
    const id = requestIdOf(answer);
    const head = { ...headOf(answer, "chat.completion.chunk"), system_fingerprint: FINGERPRINT };
    const chunk = (index: number, delta: object, more: object = {}, finish_reason: string | null = null) =>
      event({ ...head, choices: [{ index, delta, logprobs: null, finish_reason }], ...more });
    const parts = answer.replies.flatMap((reply, index) => [
      chunk(
        index,
        { role: "assistant", content: reply.toolCall ? null : "" },
        { x_groq: { id, seed: 167346302 } },
      ),
      ...deltasOf(reply).map((delta) => chunk(index, delta)),
      chunk(index, {}, { x_groq: { id, usage }, usage }, reply.finishReason),
    ]);
    const alone = event({ ...head, choices: [], usage, service_tier: "on_demand" });
    return [...parts, ...(answer.withUsage ? [alone] : []), event("[DONE]")];
  },
};

function headOf({ id, created, model }: ChatAnswer, object: string) {
  return { id, object, created, model };
}

function requestIdOf({ id }: ChatAnswer): string {
  return `req_${id.replace("chatcmpl-", "")}`;
}

function messageOf({ tokens, toolCall }: ChatReply) {
  return { role: "assistant", ...(toolCall ? { tool_calls: [toolCall] } : { content: tokens.join("") }) };
}

/** A tool call comes whole. */
function deltasOf({ tokens, toolCall }: ChatReply): object[] {
  if (!toolCall) return tokens.map((content) => ({ content }));
  return [{ tool_calls: [{ ...toolCall, index: 0 }] }];
}

function usageOf({ usage: { prompt_tokens, completion_tokens, total_tokens } }: ChatAnswer) {
  return {
    queue_time: 0.041876985,
    prompt_tokens,
    prompt_time: 0.001954727,
    completion_tokens,
    completion_time: 0.245177008,
    total_tokens,
    total_time: 0.247131735,
  };
}
