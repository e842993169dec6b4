import { heard, limitReply } from "../reply.ts";
import { ProviderError, requireModel, type Surface } from "../surface.ts";
import { countTokens } from "../tokens.ts";
import { openaiFormat } from "./format.ts";

/** The legacy surface: a prompt and its continuation. */
export const completions: Surface = {
  method: "POST",
  path: /^\/completions$/,
  format: openaiFormat,
  answer(request) {
    const body = requireModel(request);
    const { prompt } = body;
    if (typeof prompt !== "string")
      throw new ProviderError(400, "The request needs a prompt.", { param: "prompt" });
    const stop = typeof body.stop === "string" ? [body.stop] : (body.stop as string[] | undefined);
    const reply = limitReply(heard(body.model, prompt) + request.addition, {
      maxTokens: (body.max_tokens as number | undefined) ?? 16,
      stop,
    });
    const finish = reply.ended === "at the token limit" ? "length" : "stop";
    const input = countTokens(prompt);
    const usage = {
      prompt_tokens: input,
      completion_tokens: reply.tokens.length,
      total_tokens: input + reply.tokens.length,
    };
    const head = {
      id: request.id("cmpl-"),
      object: "text_completion",
      created: request.now,
      model: body.model,
    };
    const choice = (text: string, finish_reason: string | null) => ({
      text,
      index: 0,
      logprobs: null,
      finish_reason,
    });
    if (body.stream !== true)
      return { body: { ...head, choices: [choice(reply.tokens.join(""), finish)], usage } };
    const withUsage =
      (body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
    return {
      events: [
        ...reply.tokens.map((text) => ({ data: { ...head, choices: [choice(text, null)] } })),
        { data: { ...head, choices: [choice("", finish)] } },
        ...(withUsage ? [{ data: { ...head, choices: [], usage } }] : []),
        { data: "[DONE]" },
      ],
    };
  },
};
