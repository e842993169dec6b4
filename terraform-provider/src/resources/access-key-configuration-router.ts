import type { components } from "../api/generated/openapi.ts";
import type { Diagnostics } from "../framework/diagnostics.ts";
import * as schema from "../framework/schema/index.ts";
import type { Uncertain } from "../framework/schema/model.ts";
import { each, notEmpty, withoutDuplicates } from "../framework/validators/collection.ts";
import { identifier } from "../framework/validators/identifier.ts";
import { lengthBetween, oneOf } from "../framework/validators/text.ts";
import { isUnknown } from "../protocol/value/value.ts";
import { withoutNulls } from "./write-body.ts";

type Write = components["schemas"]["RouterWrite"];
type Read = NonNullable<components["schemas"]["AccessKeyConfiguration"]["router"]>;

interface StepModel {
  type: string;
  provider_key_ids: string[] | null;
  key_selection_strategy: string | null;
}

export interface RouterModel {
  rules: { provider: string | null; model: string | null; steps: StepModel[] }[] | null;
}

const step = {
  type: schema.string({
    required: true,
    description:
      "`user` uses stored provider keys, `ngrok` the credentials that the gateway's operator supplies for built-in providers.",
    validators: [oneOf("user", "ngrok")],
  }),
  provider_key_ids: schema.listOfStrings({
    optional: true,
    description:
      "The provider keys of a `user` step, in the order in which they are tried. They must belong to the rule's provider.",
    validators: [
      notEmpty("Name at least one provider key."),
      each(identifier("aigpk_", "a provider key", "Refer to it as aigateway_provider_key.<name>.id.")),
      withoutDuplicates((id: string) => id),
    ],
  }),
  key_selection_strategy: schema.string({
    optional: true,
    description: "How a key is selected. `ordered` is the only way there is, and the default.",
    validators: [oneOf("ordered")],
  }),
};

const reference = (description: string) =>
  schema.string({ optional: true, description, validators: [lengthBetween(1, 255)] });

/** Whose credentials are used, in which order. */
export const router = schema.singleNested(
  {
    optional: true,
    description:
      "Whose credentials are used, in which order. Without it the routing is not managed here: the defaults apply (the stored keys of the provider, oldest first, then the operator's credential where it is a built-in one), and what others set, with `aigateway_provider_key_attachment` or otherwise, is left alone.",
  },
  {
    rules: schema.listNested(
      {
        optional: true,
        description:
          "At most one for each provider and model. A rule for a model wins over one for a provider.",
      },
      {
        provider: reference(
          "The provider that the rule is for: a built-in id, or `provider_id` or `id` of a custom one.",
        ),
        model: reference("The exact id of the model that the rule is for."),
        steps: schema.listNested(
          {
            required: true,
            description: "What is tried, one after the other.",
            validators: [notEmpty("A rule needs at least one step.")],
          },
          step,
        ),
      },
    ),
  },
);

/** Checks what the API would refuse: a rule for nothing, a step whose keys don't fit its type. */
export function checkRouter(model: Uncertain<RouterModel> | null, diagnostics: Diagnostics): void {
  if (model === null || isUnknown(model) || model.rules === null || isUnknown(model.rules)) return;
  for (const [index, rule] of model.rules.entries()) {
    if (isUnknown(rule) || rule === null) continue; // a null element has been reported
    const path = ["router", "rules", index];
    if (rule.provider === null && rule.model === null) {
      const remedy = "The rule is for no provider and no model; give it one of them, or both.";
      diagnostics.addAttributeError(path, "Rule without a target", remedy);
    }
    if (isUnknown(rule.steps) || rule.steps === null) continue;
    for (const [position, each] of rule.steps.entries()) {
      if (isUnknown(each) || each === null) continue;
      const at = [...path, "steps", position, "provider_key_ids"];
      if (each.type === "user" && each.provider_key_ids === null) {
        const remedy = `A step of type "user" uses stored provider keys; name them in provider_key_ids.`;
        diagnostics.addAttributeError(at.slice(0, -1), "Step without keys", remedy);
      }
      if (each.type === "ngrok" && each.provider_key_ids !== null && !isUnknown(each.provider_key_ids)) {
        const remedy = `A step of type "ngrok" uses the operator's credentials; remove provider_key_ids, or make it a step of type "user".`;
        diagnostics.addAttributeError(at, "Step with superfluous keys", remedy);
      }
    }
  }
}

export function routerToApi(model: RouterModel | null): Write | null {
  if (model === null) return null;
  const rules = model.rules?.map(({ provider, model, steps }) =>
    withoutNulls({ provider, model, steps: steps.map(stepToApi) }),
  );
  return withoutNulls({ rules }) as Write;
}

function stepToApi({ type, provider_key_ids, key_selection_strategy }: StepModel) {
  const keys = provider_key_ids?.map((id) => ({ id }));
  return withoutNulls({ type, keys, keySelectionStrategy: key_selection_strategy });
}

export function routerFromApi(remote: Read | undefined): RouterModel | null {
  if (remote === undefined) return null;
  const rules = remote.rules?.map(({ provider, model, steps }) => ({
    provider: provider ?? null,
    model: model ?? null,
    steps: steps.map(({ type, keys, keySelectionStrategy }) => ({
      type,
      provider_key_ids: keys?.map(({ id }) => id) ?? null,
      key_selection_strategy: keySelectionStrategy ?? null,
    })),
  }));
  return { rules: rules ?? null };
}
