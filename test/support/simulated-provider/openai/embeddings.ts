import { createHash } from "node:crypto";
import { ProviderError, requireModel, type Surface } from "../surface.ts";
import { countTokens } from "../tokens.ts";
import { openaiFormat } from "./format.ts";

const DIMENSIONS = 8;

/** Vectors that differ by text and are the same for the same one. */
export const embeddings: Surface = {
  method: "POST",
  path: /^\/embeddings$/,
  format: openaiFormat,
  answer(request) {
    const body = requireModel(request);
    const inputs = typeof body.input === "string" ? [body.input] : body.input;
    if (!Array.isArray(inputs) || inputs.length === 0 || inputs.some((each) => typeof each !== "string")) {
      throw new ProviderError(400, "The request needs input, a text or a list of texts.", { param: "input" });
    }
    const dimensions = (body.dimensions as number | undefined) ?? DIMENSIONS;
    const data = inputs.map((text: string, index: number) => {
      const vector = vectorOf(text, dimensions);
      const embedding = body.encoding_format === "base64" ? base64(vector) : vector;
      return { object: "embedding", index, embedding };
    });
    const tokens = inputs.reduce((sum: number, text: string) => sum + countTokens(text), 0);
    return {
      body: {
        object: "list",
        data,
        model: body.model,
        usage: { prompt_tokens: tokens, total_tokens: tokens },
      },
    };
  },
};

function vectorOf(text: string, dimensions: number): number[] {
  const digest = createHash("sha256").update(text).digest();
  return Array.from({ length: dimensions }, (_, i) =>
    Math.fround(((digest[i % digest.length] ?? 0) - 128) / 128),
  );
}

/** SDKs ask for little-endian 32-bit floats by default. */
function base64(vector: number[]): string {
  return Buffer.from(new Float32Array(vector).buffer).toString("base64");
}
