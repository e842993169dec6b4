import { useStateForUnknown } from "../framework/plan-modifiers/index.ts";
import * as schema from "../framework/schema/index.ts";
import { emptyEqualsNull } from "../framework/semantics/semantic-equality.ts";
import { lengthAtMost, lengthBetween, matches } from "../framework/validators/text.ts";
import type { Validator } from "../framework/validators/validator.ts";

/** The attributes that resources share, with the limits that the API sets. */

export const id = schema.string({
  computed: true,
  description: "The API's id of this object. Import takes it.",
  planModifiers: [useStateForUnknown()],
});

export const createdAt = schema.string({
  computed: true,
  description: "When it was created, in RFC 3339.",
  planModifiers: [useStateForUnknown()],
});

export const updatedAt = schema.string({
  computed: true,
  description: "When it was last changed, in RFC 3339.",
});

/** For where the API takes a custom provider's `provider_id` alone. */
export const notById = matches(/^(?!aigp_)/, "Refer to a custom provider by its provider_id, not by its id.");

/** 1 to 255 characters, required. */
export const requiredName = (description: string) =>
  schema.string({ required: true, description, validators: [lengthBetween(1, 255)] });

export const optionalText = (max: number, description: string, ...validators: Validator<string>[]) =>
  schema.string({
    optional: true,
    description,
    validators: [lengthAtMost(max), ...validators],
    semanticEquals: emptyEqualsNull(),
  });

export const description = optionalText(255, "What it is for, for people. At most 255 characters.");

const METADATA = "Anything that programs want to keep with it, such as JSON. At most 4096 characters.";

export const metadata = optionalText(4096, METADATA);

/** Metadata that not everything may be written into. */
export const metadataThat = (...validators: Validator<string>[]) =>
  optionalText(4096, METADATA, ...validators);
