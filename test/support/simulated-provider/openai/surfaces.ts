import type { Surface } from "../surface.ts";
import { chatCompletions } from "./chat-completions.ts";
import { completions } from "./completions.ts";
import { embeddings } from "./embeddings.ts";
import { getModel, listModels } from "./models.ts";

export const openaiSurfaces: readonly Surface[] = [
  chatCompletions,
  completions,
  embeddings,
  listModels,
  getModel,
];
