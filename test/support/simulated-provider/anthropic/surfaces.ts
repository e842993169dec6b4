import type { Surface } from "../surface.ts";
import { anthropicFormat as format } from "./format.ts";
import { messages } from "./messages.ts";

/** One line for each surface in Anthropic's format. */
export const anthropicSurfaces: readonly Surface[] = [
  { method: "POST", path: /^\/messages$/, format, answer: messages },
];
