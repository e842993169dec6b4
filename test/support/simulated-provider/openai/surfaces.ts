import type { Surface } from "../surface.ts";
import { chatCompletions } from "./chat-completions.ts";

export const openaiSurfaces: readonly Surface[] = [chatCompletions];
