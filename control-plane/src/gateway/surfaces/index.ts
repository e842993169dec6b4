import { chatCompletions } from "./chat-completions.ts";
import { completions } from "./completions.ts";
import { embeddings } from "./embeddings.ts";
import { messages } from "./messages.ts";
import { responses } from "./responses.ts";
import type { Surface } from "./surface.ts";

/** One line for each surface. */
export const SURFACES: readonly Surface[] = [chatCompletions, completions, responses, embeddings, messages];

const BY_PATH = new Map(SURFACES.map((surface) => [`/v1/${surface.path}`, surface]));

export function surfaceAt(path: string): Surface | undefined {
  return BY_PATH.get(path);
}
