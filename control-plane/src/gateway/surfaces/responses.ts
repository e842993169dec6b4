import { openAiFormat } from "./openai-format.ts";
import { type Meter, newCompletion, type Surface } from "./surface.ts";
import { contentTexts, count, isObject, member, objects, textLength } from "./values.ts";

/** Events after which OpenAI's stream ends. */
const LAST = new Set(["response.completed", "response.incomplete", "response.failed", "error"]);
const DELTA = /\.delta$/;
const TOKENS_PER_ITEM = 4;

/** `POST /v1/responses` */
export const responses: Surface = {
  id: "responses",
  path: "responses",
  format: {
    ...openAiFormat,
    // This surface's own event, flat, with a name.
    errorEvent: ({ code, message, param }) =>
      `event: error\ndata: ${JSON.stringify({ type: "error", code, message, param, sequence_number: 0 })}\n\n`,
  },
  structural: new Set(["model", "input", "stream"]),
  outputCaps: () => ["max_output_tokens"],
  usageOnRequest: false,
  inputTexts: ({ instructions, input }) =>
    [...(typeof instructions === "string" ? [instructions] : []), ...inputItems(input)].map((text) => ({
      text,
      overheadTokens: TOKENS_PER_ITEM,
    })),
  definitions: ["tools", "text"],
  createMeter,
};

function inputItems(input: unknown): string[] {
  if (typeof input === "string") return [input];
  return objects(input).map((item) =>
    contentTexts(item.content ?? item.output ?? item.arguments ?? []).join("\n"),
  );
}

function createMeter(): Meter {
  const completion = newCompletion();
  const { delivered } = completion;

  function read(response: Record<string, unknown>): void {
    const { usage, status, incomplete_details: details } = response;
    if (isObject(usage)) {
      completion.usage = {
        inputTokens: count(usage.input_tokens),
        outputTokens: count(usage.output_tokens),
        cacheReadTokens: count(member(usage.input_tokens_details, "cached_tokens")),
        reasoningTokens: count(member(usage.output_tokens_details, "reasoning_tokens")),
      };
    }
    const reason = member(details, "reason") ?? status;
    if (typeof reason === "string") completion.stopReason = reason;
  }

  return {
    completion,
    read(response) {
      read(response);
      delivered.characters = textLength(objects(response.output).map(({ content }) => content));
      delivered.pieces = objects(response.output).length;
    },
    observe(event) {
      const type = String(event.type);
      if (DELTA.test(type)) {
        delivered.characters += textLength(event.delta);
        delivered.pieces++;
        return "content";
      }
      if (!LAST.has(type)) return "content";
      if (isObject(event.response)) read(event.response);
      else completion.stopReason = "error";
      return "last";
    },
  };
}
