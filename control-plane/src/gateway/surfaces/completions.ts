import { createChoicesMeter } from "./choices-meter.ts";
import { openAiFormat } from "./openai-format.ts";
import type { Surface } from "./surface.ts";
import { tokenTexts } from "./token-texts.ts";

const TEXT = '"text":"';

/** `POST /v1/completions`, the surface from before chats. */
export const completions: Surface = {
  id: "completions",
  path: "completions",
  format: openAiFormat,
  structural: new Set(["model", "prompt", "stream"]),
  outputCaps: () => ["max_tokens"],
  usageOnRequest: true,
  inputTexts: ({ prompt }) => tokenTexts(prompt),
  definitions: [],
  createMeter: () => createChoicesMeter((choice) => choice.text, TEXT),
};
