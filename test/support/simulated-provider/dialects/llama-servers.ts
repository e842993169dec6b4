import type { ChatReply } from "../openai/chat-reply.ts";
import { type ChatAnswer, type Dialect, event } from "./dialect.ts";

/** Servers that people run themselves speak OpenAI's format without its newer parts. */
function completionOf(answer: ChatAnswer): object {
  const { id, created, model, replies, usage } = answer;
  const { prompt_tokens, completion_tokens, total_tokens } = usage;
  return {
    id,
    object: "chat.completion",
    created,
    model,
    choices: replies.map(({ tokens, toolCall, finishReason }, index) => ({
      index,
      message: {
        role: "assistant",
        content: toolCall ? null : tokens.join(""),
        ...(toolCall && { tool_calls: [toolCall] }),
      },
      logprobs: null,
      finish_reason: finishReason,
    })),
    usage: { prompt_tokens, completion_tokens, total_tokens },
  };
}

function deltasOf({ tokens, toolCall }: ChatReply): object[] {
  return toolCall ? [{ tool_calls: [{ index: 0, ...toolCall }] }] : tokens.map((content) => ({ content }));
}

function chunkOf({ id, created, model }: ChatAnswer, index: number, delta: object, finish: string | null) {
  const choices = [{ index, delta, logprobs: null, finish_reason: finish }];
  return { id, model, created, object: "chat.completion.chunk", choices };
}

/** llama-cpp-python: lines end in CRLF, pings are comments with the time, and a stream has no usage at all. */
export const llamaCppPython: Dialect = {
  basePath: "/v1",
  completion: completionOf,
  stream(answer) {
    const ping = ": ping - 2026-01-01 00:00:00.000000+00:00\n\n";
    const parts = answer.replies.flatMap((reply, index) => [
      event(chunkOf(answer, index, { role: "assistant" }, null)),
      ping,
      ...deltasOf(reply).map((delta) => event(chunkOf(answer, index, delta, null))),
      event(chunkOf(answer, index, {}, reply.finishReason)),
    ]);
    return [...parts, event("[DONE]")].map((part) => part.replaceAll("\n", "\r\n"));
  },
};

/** The server of llama.cpp as it long was: the usage comes with the finish reason, and nothing marks the end. */
export const llamaCpp: Dialect = {
  basePath: "/v1",
  completion: completionOf,
  stream(answer) {
    const { prompt_tokens, completion_tokens, total_tokens } = answer.usage;
    return answer.replies.flatMap((reply, index) => [
      event(chunkOf(answer, index, { role: "assistant", content: null }, null)),
      ...deltasOf(reply).map((delta) => event(chunkOf(answer, index, delta, null))),
      event({
        ...chunkOf(answer, index, {}, reply.finishReason),
        usage: { completion_tokens, prompt_tokens, total_tokens },
      }),
    ]);
  },
};
