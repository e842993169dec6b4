import type { components } from "../api/generated/openapi.ts";
import * as schema from "../framework/schema/index.ts";
import { sameElements } from "../framework/semantics/semantic-equality.ts";
import { each, withoutDuplicates } from "../framework/validators/collection.ts";
import { lengthBetween, matches } from "../framework/validators/text.ts";
import type { Validator } from "../framework/validators/validator.ts";
import { withoutNulls } from "./write-body.ts";

type Access = components["schemas"]["Access"];

interface AllowModel {
  allow: string[] | null;
}

export interface AccessModel {
  providers: AllowModel | null;
  models: AllowModel | null;
}

const allow = (description: string, check: Validator<string>) => ({
  allow: schema.listOfStrings({
    optional: true,
    description,
    validators: [each(check), withoutDuplicates((reference: string) => reference)],
    semanticEquals: sameElements((reference: string) => reference),
  }),
});

/** What a key may reach. Leaving out a list and giving an empty one are opposites. */
export const access = schema.singleNested(
  { optional: true, description: "What a key may reach. Without it: everything." },
  {
    providers: schema.singleNested(
      { optional: true, description: "Which providers may be used." },
      allow(
        "Built-in provider ids, and `provider_id` or `id` of custom ones. Left out, any is allowed; an empty list allows none.",
        lengthBetween(1, 255),
      ),
    ),
    models: schema.singleNested(
      { optional: true, description: "Which models may be used." },
      allow(
        "Exact model ids, such as `openai/gpt-4o` or `sim:m1`. Left out, any is allowed; an empty list allows none.",
        matches(
          /^[^*]{1,255}$/,
          "Write an exact model id of at most 255 characters; there are no wildcards.",
        ),
      ),
    ),
  },
);

export function accessToApi(model: AccessModel | null): Access | null {
  if (model === null) return null;
  return withoutNulls({
    providers: model.providers && withoutNulls(model.providers),
    models: model.models && withoutNulls(model.models),
  });
}

export function accessFromApi(remote: Access | undefined): AccessModel | null {
  if (remote === undefined) return null;
  const list = (scope: { allow?: string[] } | undefined) => scope && { allow: scope.allow ?? null };
  return { providers: list(remote.providers) ?? null, models: list(remote.models) ?? null };
}
