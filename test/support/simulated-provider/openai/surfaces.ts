import type { Surface } from "../surface.ts";
import { chatCompletions } from "./chat-completions.ts";
import { completions } from "./completions.ts";
import { embeddings } from "./embeddings.ts";
import { openaiFormat as format, responsesFormat } from "./format.ts";
import { listModels, retrieveModel } from "./models.ts";
import { responses } from "./responses.ts";

/** One line for each surface in OpenAI's format. */
export const openaiSurfaces: readonly Surface[] = [
  { method: "POST", path: /^\/chat\/completions$/, format, answer: chatCompletions },
  { method: "POST", path: /^\/completions$/, format, answer: completions },
  { method: "POST", path: /^\/responses$/, format: responsesFormat, answer: responses },
  { method: "POST", path: /^\/embeddings$/, format, answer: embeddings },
  { method: "GET", path: /^\/models$/, format, answer: listModels },
  { method: "GET", path: /^\/models\/(.+)$/, format, answer: retrieveModel },
];
