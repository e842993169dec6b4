import { readUsage } from "./choices-meter.ts";
import { openAiFormat } from "./openai-format.ts";
import { newCompletion, type Surface } from "./surface.ts";
import { tokenTexts } from "./token-texts.ts";

/** `POST /v1/embeddings`: answers in one piece, and puts out no tokens. */
export const embeddings: Surface = {
  id: "embeddings",
  path: "embeddings",
  format: openAiFormat,
  structural: new Set(["model", "input"]),
  outputCaps: () => [],
  usageOnRequest: false,
  inputTexts: ({ input }) => tokenTexts(input),
  definitions: [],
  createMeter() {
    const completion = newCompletion();
    return {
      completion,
      read(body) {
        completion.usage = readUsage(body.usage);
        completion.stopReason = "stop";
      },
      observe: () => "content",
    };
  },
};
