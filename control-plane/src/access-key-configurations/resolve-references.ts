import { Invalid } from "../errors.ts";
import type { ProviderKeyRow } from "../provider-keys/store.ts";
import type { Referring } from "./load-lookups.ts";
import { type Findings, type Lookups, resolveProviderField } from "./references.ts";
import { createRuleResolver } from "./resolve-rule.ts";
import type { StoredRouter } from "./stored-router.ts";

export interface ResolvedConfiguration {
  router: StoredRouter | null;
  newKeys: ProviderKeyRow[];
  /** The custom providers referred to, by row id; they can't be deleted while the configuration is there. */
  customProviderIds: string[];
}

/**
 * Checks that every provider, key and model that a configuration names fits together, and makes its inline keys.
 * Throws `Invalid` with every violation.
 */
export function resolveReferences(body: Referring, lookups: Lookups): ResolvedConfiguration {
  const findings: Findings = { faults: {}, newKeys: [], customProviderIds: new Set() };
  for (const [index, reference] of (body.access?.providers?.allow ?? []).entries()) {
    resolveProviderField(reference, `access.providers.allow[${index}]`, lookups, findings);
  }
  const resolveRule = createRuleResolver(lookups, findings);
  const rules = body.router?.rules?.map(resolveRule);

  if (Object.keys(findings.faults).length > 0) throw new Invalid(findings.faults);
  const router = body.router ? (rules ? { rules } : {}) : null;
  return { router, newKeys: findings.newKeys, customProviderIds: [...findings.customProviderIds] };
}
