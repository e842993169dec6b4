import { createChoicesMeter } from "./choices-meter.ts";
import { openAiFormat } from "./openai-format.ts";
import type { Surface } from "./surface.ts";
import { contentTexts, objects } from "./values.ts";

/** What a message costs beside its text, in OpenAI's formats. */
const TOKENS_PER_MESSAGE = 4;

const TEXT = '"content":"';

/** `POST /v1/chat/completions` */
export const chatCompletions: Surface = {
  id: "chat-completions",
  path: "chat/completions",
  format: openAiFormat,
  structural: new Set(["model", "messages", "stream"]),
  // OpenAI's newer models refuse the old name; others know the old one only.
  outputCaps: (providerId) =>
    providerId === "openai"
      ? ["max_completion_tokens", "max_tokens"]
      : ["max_tokens", "max_completion_tokens"],
  usageOnRequest: true,
  inputTexts: ({ messages }) =>
    objects(messages).map(({ content }) => ({
      text: contentTexts(content).join("\n"),
      overheadTokens: TOKENS_PER_MESSAGE,
    })),
  definitions: ["tools", "functions", "response_format"],
  createMeter: () => createChoicesMeter((choice) => choice.delta ?? choice.message, TEXT),
};
