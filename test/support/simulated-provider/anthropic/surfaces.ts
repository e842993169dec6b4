import type { Surface } from "../surface.ts";

export const anthropicSurfaces: readonly Surface[] = [];
