import type { Surface } from "../surface.ts";
import { messages } from "./messages.ts";

export const anthropicSurfaces: readonly Surface[] = [messages];
