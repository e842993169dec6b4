import type { StoredRule } from "../access-key-configurations/stored-router.ts";
import { namesProvider } from "./access.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";
import type { Credential, CredentialOrigin } from "./candidate.ts";
import { modelReferences, type Target } from "./resolve-model.ts";
import type { KeyConfiguration } from "./verify-key.ts";

/** The operator's own credentials by built-in provider id. */
export type OperatorCredentials = ReadonlyMap<string, string>;

/** A credential, and what led to it. */
export interface Chosen {
  credential: Credential;
  origin: CredentialOrigin;
}

/** A credential that a rule names, and that can't be used. */
export interface PassedOver {
  providerKeyId?: string;
  origin: CredentialOrigin;
  reason: string;
}

/**
 * The credentials for a target, in the order to try them. The rule for the model decides, else the rule for the
 * provider, else the default: the provider's stored keys, oldest first, then the operator's credential.
 */
export function credentialsFor(
  target: Target,
  configuration: KeyConfiguration | null,
  account: AccountUpstreams,
  operator: OperatorCredentials,
  onPassedOver?: (passedOver: PassedOver) => void,
): Chosen[] {
  const rules = configuration?.router?.rules ?? [];
  const rule = ruleFor(target, rules, account);
  if (rule) {
    return rule.steps.flatMap((step, index) => {
      const origin = { kind: "rule", rule: rules.indexOf(rule), step: index } as const;
      if (step.type === "ngrok") {
        const found = operatorKey(target, account, operator);
        if (found.length === 0) onPassedOver?.({ origin, reason: "the operator has no credential for it" });
        return found.map((credential) => ({ credential, origin }));
      }
      return (step.keys ?? []).flatMap(({ id }) => {
        const found = userKey(id, target, account);
        if (found.length === 0) {
          onPassedOver?.({ providerKeyId: id, origin, reason: "the provider key is of another provider" });
        }
        return found.map((credential) => ({ credential, origin }));
      });
    });
  }
  const found = [
    ...[...account.keys.keys()].flatMap((id) => userKey(id, target, account)),
    ...operatorKey(target, account, operator),
  ];
  const chosen = found.length > 0 ? found : withoutCredential(target, configuration, account);
  return chosen.map((credential) => ({ credential, origin: DEFAULT }));
}

const DEFAULT: CredentialOrigin = { kind: "default" };

/** A custom provider that the configuration names may be one that asks for no credential. */
function withoutCredential(
  { providerId }: Target,
  configuration: KeyConfiguration | null,
  account: AccountUpstreams,
): Credential[] {
  const allowed = configuration?.access?.providers?.allow ?? [];
  const mayGoWithout = account.providers.has(providerId) && namesProvider(allowed, providerId, account);
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

/**
 * Never for a provider that the account has declared: one that is older than the catalog's provider of that name is
 * still where the account says.
 */
function operatorKey(
  { providerId }: Target,
  account: AccountUpstreams,
  operator: OperatorCredentials,
): Credential[] {
  const value = account.providers.has(providerId) ? undefined : operator.get(providerId);
  return value === undefined ? [] : [{ source: "ngrok", value: () => value }];
}
