import { createHash } from "node:crypto";
import type { EmbeddingCreateParams } from "openai/resources/embeddings";
import { type Answer, ProviderError, requireModel, type SurfaceRequest } from "../surface.ts";
import { countTokens } from "../tokens.ts";

/** `POST /v1/embeddings`: the same text has the same vector always, and another one than other texts. */
export function embeddings(request: SurfaceRequest): Answer {
  const body = requireModel(request) as unknown as EmbeddingCreateParams;
  const inputs = inputsOf(body.input);
  const dimensions = body.dimensions ?? 1536;
  const data = inputs.map((input, index) => {
    const vector = vectorOf(input, dimensions);
    const embedding = body.encoding_format === "base64" ? toBase64(vector) : Array.from(vector);
    return { object: "embedding", index, embedding };
  });
  const tokens = inputs.reduce(
    (sum, input) => sum + (typeof input === "string" ? countTokens(input) : input.length),
    0,
  );
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  return { body: { object: "list", data, model: body.model, usage } };
}

/** One text or several, each as text or as token numbers. */
function inputsOf(input: EmbeddingCreateParams["input"] | undefined): (string | number[])[] {
  if (typeof input === "string") return [input];
  if (!Array.isArray(input) || input.length === 0) {
    throw new ProviderError(400, "The request needs an input: a text or a list.", { param: "input" });
  }
  return typeof input[0] === "number" ? [input as number[]] : (input as string[] | number[][]);
}

/** A unit vector of 32-bit floats, which is what the wire format carries. */
function vectorOf(input: string | number[], dimensions: number): Float32Array {
  const bytes = createHash("shake256", { outputLength: dimensions * 2 })
    .update(JSON.stringify(input))
    .digest();
  const raw = Array.from({ length: dimensions }, (_, index) => bytes.readInt16LE(index * 2));
  const length = Math.hypot(...raw) || 1;
  return Float32Array.from(raw, (value) => value / length);
}

function toBase64({ buffer }: Float32Array): string {
  return Buffer.from(buffer).toString("base64");
}
