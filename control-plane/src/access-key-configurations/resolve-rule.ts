import { builtInProvider } from "../catalog/built-in-providers.ts";
import { providersOfModel } from "../catalog/models.ts";
import type { ResolvedProvider } from "../providers/resolve-provider.ts";
import { type Findings, type Lookups, resolveProviderField } from "./references.ts";
import type { RouterWrite } from "./schema.ts";
import type { StoredRule, StoredStep } from "./stored-router.ts";

type RuleWrite = NonNullable<RouterWrite["rules"]>[number];
type StepWrite = RuleWrite["steps"][number];
type KeyWrite = Extract<StepWrite, { type: "user" }>["keys"][number];

/** Resolves the rules of one router, in their order; what is wrong goes into the findings. */
export function createRuleResolver(lookups: Lookups, findings: Findings) {
  const { faults } = findings;
  const ruleOf = new Map<string, number>();

  return (rule: RuleWrite, index: number): StoredRule => {
    const field = `router.rules[${index}]`;
    const owners = ownersOf(rule, field, lookups, findings);
    const target = [rule.model ?? "", rule.provider === undefined ? "" : owners[0]?.providerId].join("\n");
    const earlier = ruleOf.get(target);
    if (earlier !== undefined && owners.length > 0) {
      faults[rule.model === undefined ? `${field}.provider` : `${field}.model`] =
        `There is a rule for this in router.rules[${earlier}] already; put all steps into one.`;
    }
    ruleOf.set(target, earlier ?? index);

    const steps = rule.steps.map((step, at) =>
      resolveStep(step, `${field}.steps[${at}]`, owners, lookups, findings),
    );
    return {
      ...(rule.provider !== undefined && { provider: rule.provider }),
      ...(rule.model !== undefined && { model: rule.model }),
      steps,
    };
  };
}

/** The providers that a rule is about: the one it names, else those of its model. */
function ownersOf(
  { provider, model }: RuleWrite,
  field: string,
  lookups: Lookups,
  findings: Findings,
): ResolvedProvider[] {
  if (provider !== undefined) {
    const found = resolveProviderField(provider, `${field}.provider`, lookups, findings);
    return found ? [found] : [];
  }
  if (model === undefined) return []; // the schema asks for one of them
  const separator = model.indexOf(":");
  const prefixed = separator > 0 ? lookups.provider(model.slice(0, separator)) : undefined;
  if (prefixed?.customProviderId) findings.customProviderIds.add(prefixed.customProviderId);
  if (prefixed) return [prefixed];
  const owners = providersOfModel(model).map((providerId) => ({ providerId, customProviderId: null }));
  if (owners.length === 0) {
    findings.faults[`${field}.model`] = `No provider is known for "${model}": write it as provider:model.`;
  }
  return owners;
}

function resolveStep(
  step: StepWrite,
  field: string,
  owners: ResolvedProvider[],
  lookups: Lookups,
  findings: Findings,
): StoredStep {
  const strategy = step.keySelectionStrategy && { keySelectionStrategy: step.keySelectionStrategy };
  if (step.type === "ngrok") {
    if (owners.length > 0 && !owners.some(({ providerId }) => builtInProvider(providerId))) {
      findings.faults[`${field}.type`] =
        `The operator supplies credentials for built-in providers only, "${owners[0]?.providerId}" is a custom one.`;
    }
    return { type: "ngrok", ...strategy };
  }
  const ids = new Set<string>();
  for (const [at, key] of step.keys.entries()) {
    const id = resolveKey(key, `${field}.keys[${at}]`, owners, lookups, findings);
    if (id === undefined) continue;
    if (ids.has(id)) {
      findings.faults[`${field}.keys[${at}].id`] = `"${id}" is named twice in this step.`;
    }
    ids.add(id);
  }
  return { type: "user", keys: [...ids].map((id) => ({ id })), ...strategy };
}

/** The id of a stored key, or of a new one that is written inline. A rule that has a fault already gets no key. */
function resolveKey(
  key: KeyWrite,
  field: string,
  owners: ResolvedProvider[],
  lookups: Lookups,
  { faults, newKeys }: Findings,
): string | undefined {
  if (!("id" in key)) {
    const [owner] = owners;
    if (!owner) return undefined;
    const row = lookups.newKey(owner, key);
    newKeys.push(row);
    return row.id;
  }
  const found = lookups.providerKey(key.id);
  if (!found) {
    faults[`${field}.id`] = `There is no provider key "${key.id}".`;
  } else if (owners.length > 0 && !owners.some(({ providerId }) => providerId === found.provider_id)) {
    const expected = owners.map(({ providerId }) => `"${providerId}"`).join(" or ");
    faults[`${field}.id`] =
      `Provider key "${key.id}" belongs to "${found.provider_id}", this rule is for ${expected}.`;
  }
  return found?.id;
}
