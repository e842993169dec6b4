import type { Uncertain } from "../framework/schema/model.ts";
import type { AttributePath } from "../protocol/attribute-path.ts";
import { isUnknown, type Unknown } from "../protocol/value/value.ts";
import { checkProviderOfModel } from "../references/check-model.ts";
import { type Checking, checkProvider } from "../references/check-provider.ts";
import { checkProviderKey } from "../references/check-provider-key.ts";
import type { AccessModel } from "./access-key-configuration-access.ts";
import type { RouterModel } from "./access-key-configuration-router.ts";

type Maybe<T> = Uncertain<T> | null;

/** Checks what a configuration refers to, as far as it is known. */
export async function checkReferences(
  { access, router }: { access: Maybe<AccessModel>; router: Maybe<RouterModel> },
  checking: Checking,
): Promise<void> {
  if (access !== null && !isUnknown(access)) {
    for (const [at, each] of allowed(access.providers)) {
      await checkProvider(each, ["access", "providers", "allow", at], checking);
    }
    for (const [at, each] of allowed(access.models)) {
      const place = { path: ["access", "models", "allow", at], mayBeBare: true };
      await checkProviderOfModel(each, place, checking);
    }
  }
  if (router === null || isUnknown(router)) return;
  for (const [at, rule] of known(router.rules)) await checkRule(rule, ["router", "rules", at], checking);
}

type Rule = NonNullable<RouterModel["rules"]>[number];

async function checkRule(rule: Uncertain<Rule>, path: AttributePath, checking: Checking): Promise<void> {
  if (isUnknown(rule)) return;
  // Without a provider of its own, the rule needs the model's.
  const place = { path: [...path, "model"], mayBeBare: rule.provider !== null };
  const ofModel = await checkProviderOfModel(rule.model, place, checking);
  const named = await checkProvider(rule.provider, [...path, "provider"], checking);
  const provider = rule.provider === null ? ofModel : named;
  for (const [at, step] of known(rule.steps)) {
    if (isUnknown(step)) continue;
    for (const [position, id] of known(step.provider_key_ids)) {
      const place = [...path, "steps", at, "provider_key_ids", position];
      await checkProviderKey(id, provider?.providerId, place, checking);
    }
  }
}

function allowed(scope: Maybe<AccessModel["providers"]>): [number, string | Unknown][] {
  return scope === null || isUnknown(scope) ? [] : known(scope.allow);
}

/** The elements of a list with their positions. */
function known<T>(list: readonly T[] | Unknown | null): [number, T][] {
  return list === null || isUnknown(list) ? [] : [...list.entries()];
}
