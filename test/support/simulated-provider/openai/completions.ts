import type { Completion, CompletionCreateParams, CompletionUsage } from "openai/resources/completions";
import { heard, limitReply, type Reply } from "../reply.ts";
import {
  type Answer,
  ProviderError,
  requireModel,
  type StreamEvent,
  type SurfaceRequest,
} from "../surface.ts";
import { countTokens } from "../tokens.ts";

/** This surface's own limit if a request has none. */
const DEFAULT_MAX_TOKENS = 16;

/** `POST /v1/completions`, the surface from before chats. */
export function completions(request: SurfaceRequest): Answer {
  const body = requireModel(request) as unknown as CompletionCreateParams;
  const prompts = promptsOf(body.prompt);
  const stop = typeof body.stop === "string" ? [body.stop] : body.stop;
  const limits = { maxTokens: body.max_tokens ?? DEFAULT_MAX_TOKENS, stop };
  const replies = prompts.flatMap((prompt) =>
    Array.from({ length: body.n ?? 1 }, () => {
      const reply = limitReply(heard(body.model, prompt) + request.addition, limits);
      return body.echo ? { ...reply, tokens: [prompt, ...reply.tokens] } : reply;
    }),
  );
  const prompt_tokens = prompts.reduce((sum, prompt) => sum + countTokens(prompt), 0);
  const completion_tokens = replies.reduce((sum, { tokens }) => sum + tokens.length, 0);
  const usage = { prompt_tokens, completion_tokens, total_tokens: prompt_tokens + completion_tokens };

  const head = { id: request.id("cmpl-"), created: request.now, model: body.model };
  const document = (choices: Completion["choices"], more: { usage?: CompletionUsage | null } = {}) => ({
    ...head,
    object: "text_completion" as const,
    choices,
    ...more,
  });
  if (!body.stream) {
    const choices = replies.map((reply, index) => choice(reply.tokens.join(""), index, reasonOf(reply)));
    return { body: document(choices, { usage }) };
  }

  const withUsage = body.stream_options?.include_usage === true;
  const more = withUsage ? { usage: null } : {};
  const events: StreamEvent[] = replies.flatMap((reply, index) =>
    reply.tokens.map((token, position) => {
      const last = position === reply.tokens.length - 1;
      return { data: document([choice(token, index, last ? reasonOf(reply) : null)], more) };
    }),
  );
  if (withUsage) events.push({ data: document([], { usage }) });
  return { events: [...events, { data: "[DONE]" }] };
}

function choice(
  text: string,
  index: number,
  reason: "stop" | "length" | null,
): Completion["choices"][number] {
  // In a stream it is null until the end, which the published type leaves out.
  const finish_reason = reason as "stop" | "length";
  return { text, index, logprobs: null, finish_reason };
}

function reasonOf({ ended }: Reply): "stop" | "length" {
  return ended === "at the token limit" ? "length" : "stop";
}

/** One prompt or several, each as text or as token numbers. */
function promptsOf(prompt: CompletionCreateParams["prompt"] | undefined): string[] {
  if (typeof prompt === "string") return [prompt];
  if (!Array.isArray(prompt) || prompt.length === 0) {
    throw new ProviderError(400, "The request needs a prompt.", { param: "prompt" });
  }
  if (typeof prompt[0] === "string") return prompt as string[];
  if (typeof prompt[0] === "number") return [(prompt as number[]).join(" ")];
  return (prompt as number[][]).map((tokens) => tokens.join(" "));
}
