import { builtInProvider } from "../catalog/built-in-providers.ts";
import { providersOfModel } from "../catalog/models.ts";
import { Invalid } from "../errors.ts";
import type { ProviderKeyRow } from "../provider-keys/store.ts";
import { type ResolvedProvider, unknownProvider } from "../providers/resolve-provider.ts";
import type { Access, RouterWrite } from "./schema.ts";
import type { StoredRouter, StoredStep } from "./stored-router.ts";

/** What the account has, for the references of a configuration to resolve in. */
export interface Lookups {
  provider(reference: string): Promise<ResolvedProvider | undefined>;
  providerKey(id: string): Promise<ProviderKeyRow | undefined>;
  /** Makes the row of an inline key; it is inserted with the configuration. */
  newKey(provider: ResolvedProvider, key: { name: string; value: string }): ProviderKeyRow;
}

export interface ResolvedConfiguration {
  router: StoredRouter | null;
  newKeys: ProviderKeyRow[];
  /** The custom providers referred to, by row id; they can't be deleted while the configuration is there. */
  customProviderIds: string[];
}

/**
 * Checks that every provider, key and model that a configuration names fits together, and creates its inline keys.
 * Throws `Invalid` with every violation.
 */
export async function resolveReferences(
  body: { access?: Access | null | undefined; router?: RouterWrite | null | undefined },
  lookups: Lookups,
): Promise<ResolvedConfiguration> {
  const faults: Record<string, string> = {};
  const newKeys: ProviderKeyRow[] = [];
  const customProviderIds = new Set<string>();
  const ruleOf = new Map<string, number>();

  async function provider(reference: string, field: string): Promise<ResolvedProvider | undefined> {
    const found = await lookups.provider(reference);
    if (!found) faults[field] = unknownProvider(reference);
    if (found?.customProviderId) customProviderIds.add(found.customProviderId);
    return found;
  }

  for (const [index, reference] of (body.access?.providers?.allow ?? []).entries()) {
    await provider(reference, `access.providers.allow[${index}]`);
  }

  const rules: StoredRouter["rules"] = [];
  for (const [index, rule] of (body.router?.rules ?? []).entries()) {
    const field = `router.rules[${index}]`;
    const owners: ResolvedProvider[] = [];
    if (rule.provider !== undefined) {
      const found = await provider(rule.provider, `${field}.provider`);
      if (found) owners.push(found);
    } else if (rule.model !== undefined) {
      owners.push(...(await ownersOfModel(rule.model, lookups)));
      if (owners.length === 0) {
        faults[`${field}.model`] = `No provider is known for "${rule.model}": write it as provider:model.`;
      }
    }
    for (const { customProviderId } of owners) if (customProviderId) customProviderIds.add(customProviderId);

    const target = rule.model ?? `provider ${owners[0]?.providerId}`;
    const earlier = ruleOf.get(target);
    if (owners.length > 0 && earlier !== undefined) {
      faults[rule.model === undefined ? `${field}.provider` : `${field}.model`] =
        `There is a rule for this in router.rules[${earlier}] already; put all steps into one.`;
    }
    ruleOf.set(target, earlier ?? index);

    const steps: StoredStep[] = [];
    for (const [stepIndex, step] of rule.steps.entries()) {
      const stepField = `${field}.steps[${stepIndex}]`;
      const strategy = step.keySelectionStrategy && { keySelectionStrategy: step.keySelectionStrategy };
      if (step.type === "ngrok") {
        if (owners.length > 0 && !owners.some((owner) => builtInProvider(owner.providerId))) {
          faults[`${stepField}.type`] =
            `The operator supplies credentials for built-in providers only, "${owners[0]?.providerId}" is a custom one.`;
        }
        steps.push({ type: "ngrok", ...strategy });
        continue;
      }
      const keys: { id: string }[] = [];
      for (const [keyIndex, key] of step.keys.entries()) {
        const keyField = `${stepField}.keys[${keyIndex}]`;
        const id = "id" in key ? await storedKey(key.id, owners, keyField) : inlineKey(key, owners);
        if (keys.some((each) => each.id === id))
          faults[`${keyField}.id`] = `"${id}" is named twice in this step.`;
        if (id !== undefined) keys.push({ id });
      }
      steps.push({ type: "user", keys, ...strategy });
    }
    rules.push({
      ...(rule.provider !== undefined && { provider: rule.provider }),
      ...(rule.model !== undefined && { model: rule.model }),
      steps,
    });
  }

  async function storedKey(
    id: string,
    owners: ResolvedProvider[],
    field: string,
  ): Promise<string | undefined> {
    const key = await lookups.providerKey(id);
    if (!key) faults[`${field}.id`] = `There is no provider key "${id}".`;
    else if (owners.length > 0 && !owners.some((owner) => owner.providerId === key.provider_id)) {
      const expected = owners.map((owner) => `"${owner.providerId}"`).join(" or ");
      faults[`${field}.id`] =
        `Provider key "${id}" belongs to "${key.provider_id}", this rule is for ${expected}.`;
    }
    return key?.id;
  }

  function inlineKey(key: { name: string; value: string }, owners: ResolvedProvider[]): string | undefined {
    const owner = owners[0];
    if (!owner) return undefined; // the rule has its fault already
    const row = lookups.newKey(owner, key);
    newKeys.push(row);
    return row.id;
  }

  if (Object.keys(faults).length > 0) throw new Invalid(faults);
  const router = body.router ? (body.router.rules ? { rules } : {}) : null;
  return { router, newKeys, customProviderIds: [...customProviderIds] };
}

/** The providers that a model rule without a provider is about: its prefix, else those of the catalog. */
async function ownersOfModel(model: string, lookups: Lookups): Promise<ResolvedProvider[]> {
  const separator = model.indexOf(":");
  if (separator > 0) {
    const found = await lookups.provider(model.slice(0, separator));
    if (found) return [found];
  }
  return providersOfModel(model).map((providerId) => ({ providerId, customProviderId: null }));
}
