import { joinMetadata, splitMetadata } from "./attachment-priorities.ts";
import { prunedTo } from "./beside-attachments.ts";
import type { Configuration, ConfigurationUpdate } from "./change-configuration.ts";

/** A rule as it is written, its keys by their ids alone. */
interface RuleWrite {
  provider?: string;
  model?: string;
  steps: { type: string; keys?: { id: string }[]; keySelectionStrategy?: "ordered" }[];
}

/** One provider key in the first `user` step of a provider's rule. */
export interface Attachment {
  /** The rule's position in the router; -1 as long as the provider has none. */
  rule: number;
  providerId: string;
  providerKeyId: string;
}

/** The keys of the step that attachments go into, in the order in which they are tried. */
export function attachedKeys(configuration: Configuration, rule: number): string[] {
  const step = configuration.router?.rules?.[rule]?.steps.find(({ type }) => type === "user");
  return step?.keys?.map(({ id }) => id) ?? [];
}

/**
 * The priority of an attached key, `null` where it has none. Also `null` where it does not stand where its priority
 * wants it, so that the next plan has something to put right.
 */
export function priorityOf(configuration: Configuration, { rule, providerKeyId }: Attachment): number | null {
  const { priorities } = splitMetadata(configuration.metadata);
  const priority = priorities.get(providerKeyId);
  if (priority === undefined) return null;
  const keys = attachedKeys(configuration, rule);
  const own = keys.indexOf(providerKeyId);
  const inOrder = keys.every((id, at) => {
    const other = priorities.get(id);
    // One without a priority may stand anywhere: somebody else has put it there.
    return other === undefined || (at < own ? other <= priority : at === own || other >= priority);
  });
  return inOrder ? priority : null;
}

/** @returns what to write so that the key is attached with that priority; `undefined` when it is already. */
export function attach(
  configuration: Configuration,
  attachment: Attachment,
  priority: number | null,
): ConfigurationUpdate | undefined {
  const { rule, providerKeyId } = attachment;
  const keys = attachedKeys(configuration, rule);
  const { priorities } = splitMetadata(configuration.metadata);
  const recorded = priorities.get(providerKeyId) ?? null;
  const settled = recorded === priority && priorityOf(configuration, attachment) === priority;
  if (keys.includes(providerKeyId) && settled) return undefined;
  const others = keys.filter((id) => id !== providerKeyId);
  const at = placeAmong(others, priorities, priority);
  return update(configuration, attachment, others.toSpliced(at, 0, providerKeyId), priority);
}

/** @returns what to write so that the key is not attached; `undefined` when it isn't. */
export function detach(
  configuration: Configuration,
  attachment: Attachment,
): ConfigurationUpdate | undefined {
  const { rule, providerKeyId } = attachment;
  const keys = attachedKeys(configuration, rule);
  if (!keys.includes(providerKeyId)) return undefined;
  return update(
    configuration,
    attachment,
    keys.filter((id) => id !== providerKeyId),
    null,
  );
}

/**
 * After the keys of the same and of lower priorities, before all others. No other key moves: those without a priority
 * may have been put where they are by hand.
 */
function placeAmong(
  others: readonly string[],
  priorities: ReadonlyMap<string, number>,
  priority: number | null,
): number {
  if (priority === null) return others.length;
  const higher = others.findIndex((id) => (priorities.get(id) ?? priority) > priority);
  return higher >= 0 ? higher : others.findLastIndex((id) => priorities.has(id)) + 1;
}

function update(
  configuration: Configuration,
  { rule, providerId, providerKeyId }: Attachment,
  keys: string[],
  priority: number | null,
): ConfigurationUpdate {
  const rules = writeForm(configuration);
  const at = rule >= 0 ? rule : rules.length;
  const changed = withKeys(rules[at] ?? { provider: providerId, steps: [] }, keys);
  rules.splice(at, 1, ...(changed.steps.length > 0 ? [changed] : []));

  const { own, priorities } = splitMetadata(configuration.metadata);
  const wanted = new Map(priorities);
  if (priority === null) wanted.delete(providerKeyId);
  else wanted.set(providerKeyId, priority);
  const router =
    rules.length > 0
      ? ({ ...configuration.router, rules } as NonNullable<ConfigurationUpdate["router"]>)
      : null;
  const metadata = joinMetadata({ own, priorities: prunedTo(router, wanted) });
  return { router, ...(metadata !== (configuration.metadata ?? null) && { metadata }) };
}

/** A step needs a key and a rule a step, so what would be empty goes. A new step comes first: before the operator's. */
function withKeys(rule: RuleWrite, ids: string[]): RuleWrite {
  const keys = ids.map((id) => ({ id }));
  const at = rule.steps.findIndex(({ type }) => type === "user");
  if (at < 0) return { ...rule, steps: [{ type: "user", keys }, ...rule.steps] };
  const step = { ...rule.steps[at], type: "user", keys };
  return { ...rule, steps: rule.steps.toSpliced(at, 1, ...(ids.length > 0 ? [step] : [])) };
}

/** The rules with all that is in them but what is only shown of their keys. */
function writeForm({ router }: Configuration): RuleWrite[] {
  return (router?.rules ?? []).map((rule) => ({
    ...rule,
    steps: rule.steps.map((step) => ({
      ...step,
      ...(step.keys && { keys: step.keys.map(({ id }) => ({ id })) }),
    })),
  }));
}
