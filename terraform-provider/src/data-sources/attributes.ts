import * as schema from "../framework/schema/index.ts";

/** What data sources say of attributes that resources speak of in another way, and what only data sources have. */

export const DESCRIPTIONS = {
  id: "The API's id of it.",
  name: "A name for people. It need not be unique.",
  description: "What it is for, for people.",
  metadata: "Anything that programs keep with it, such as JSON.",
} as const;

/** A figure that moves by itself, which a resource would show as a change in every plan. */
export const lastUsed = schema.string({
  computed: true,
  nullable: true,
  description:
    "When a request last used it, in RFC 3339; null before the first. It is written down every few seconds.",
});
