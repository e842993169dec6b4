import type { StoredRule } from "../access-key-configurations/stored-router.ts";
import { namesProvider } from "./access.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";
import type { Credential } from "./candidate.ts";
import { modelReferences, type Target } from "./resolve-model.ts";
import type { KeyConfiguration } from "./verify-key.ts";

/** The operator's own credentials by built-in provider id. */
export type OperatorCredentials = ReadonlyMap<string, string>;

/**
 * The credentials for a target, in the order to try them. The rule for the model decides, else the rule for the
 * provider, else the default: the provider's stored keys, oldest first, then the operator's credential.
 */
export function credentialsFor(
  target: Target,
  configuration: KeyConfiguration | null,
  account: AccountUpstreams,
  operator: OperatorCredentials,
): Credential[] {
  const rule = ruleFor(target, configuration?.router?.rules ?? [], account);
  const found = rule
    ? rule.steps.flatMap((step) =>
        step.type === "user"
          ? (step.keys ?? []).flatMap(({ id }) => userKey(id, target, account))
          : operatorKey(target, operator),
      )
    : [
        ...[...account.keys.keys()].flatMap((id) => userKey(id, target, account)),
        ...operatorKey(target, operator),
      ];
  if (found.length > 0 || rule) return found;
  const allowed = configuration?.access?.providers?.allow ?? [];
  const mayGoWithout =
    account.providers.has(target.providerId) && namesProvider(allowed, target.providerId, account);
  return mayGoWithout ? [{ source: "none", value: () => undefined }] : [];
}

function ruleFor(
  target: Target,
  rules: readonly StoredRule[],
  account: AccountUpstreams,
): StoredRule | undefined {
  const ofProvider = (rule: StoredRule) =>
    rule.provider === undefined || namesProvider([rule.provider], target.providerId, account);
  const references = modelReferences(target);
  return (
    rules.find((rule) => rule.model !== undefined && references.includes(rule.model) && ofProvider(rule)) ??
    rules.find((rule) => rule.model === undefined && ofProvider(rule))
  );
}

/** The stored key, if it is there and is of the target's provider: a secret is never sent to another provider. */
function userKey(id: string, target: Target, account: AccountUpstreams): Credential[] {
  const key = account.keys.get(id);
  if (!key || key.providerId !== target.providerId) return [];
  return [{ source: "user", id, name: key.name, value: key.value }];
}

function operatorKey({ providerId }: Target, operator: OperatorCredentials): Credential[] {
  const value = operator.get(providerId);
  return value === undefined ? [] : [{ source: "ngrok", value: () => value }];
}
