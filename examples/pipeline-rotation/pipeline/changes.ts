import { createHash } from "node:crypto";

/** What a plan would do to one access key, without anything secret. */
export interface KeyChange {
  /** Its name in keys.json. */
  name: string;
  action: "rotate" | "create" | "destroy" | "update";
  because: string;
  /** The key that is replaced or destroyed, and for how long it stays valid. */
  ends?: { id: string; overlap: string | undefined };
}

export interface Changes {
  keys: KeyChange[];
  /** How many other resources change: where the tokens go, and what remembers the generations. */
  others: number;
  /** The same for plans that do the same. */
  fingerprint: string;
}

type Values = Record<string, unknown> | null;

/** One of `resource_changes` in what `terraform show -json` says of a plan. */
interface ResourceChange {
  address: string;
  type: string;
  mode: string;
  deposed?: string;
  action_reason?: string;
  change: {
    actions: string[];
    before: Values;
    after: Values;
    after_sensitive: unknown;
    replace_paths?: (string | number)[][];
  };
}

export interface PlanDocument {
  resource_changes?: ResourceChange[];
  resource_drift?: ResourceChange[];
}

export function readChanges({ resource_changes = [], resource_drift = [] }: PlanDocument): Changes {
  const changed = resource_changes.filter(
    ({ mode, change }) =>
      mode === "managed" && change.actions.some((each) => each !== "no-op" && each !== "read"),
  );
  const isKey = ({ type }: ResourceChange) => type === "aigateway_access_key";
  const gone = new Set(
    resource_drift.filter(({ change }) => change.actions.includes("delete")).map(({ address }) => address),
  );
  return {
    keys: changed.filter(isKey).map((each) => keyChange(each, gone)),
    others: changed.filter((each) => !isKey(each)).length,
    fingerprint: fingerprintOf(changed),
  };
}

function keyChange(resource: ResourceChange, gone: Set<string>): KeyChange {
  const { before, after, actions } = resource.change;
  const [creates, destroys] = [actions.includes("create"), actions.includes("delete")];
  const action = creates ? (destroys ? "rotate" : "create") : destroys ? "destroy" : "update";
  return {
    name: String(after?.lineage ?? before?.lineage ?? resource.address),
    action,
    because: reasonOf(resource, action, gone.has(resource.address)),
    ...(destroys && { ends: { id: String(before?.id), overlap: lasting(before?.overlap) } }),
  };
}

/** What counts is the overlap that was deployed, not the one that the code has now. */
function lasting(overlap: unknown): string | undefined {
  return typeof overlap === "string" && /[1-9]/.test(overlap) ? overlap : undefined;
}

function reasonOf(resource: ResourceChange, action: KeyChange["action"], isGone: boolean): string {
  const { change, action_reason, deposed, address } = resource;
  const { before, after, replace_paths = [] } = change;
  if (deposed) return "a run that died left it";
  if (action === "rotate") {
    if (action_reason === "replace_by_request") return "asked for";
    if (action_reason === "replace_because_tainted") return "it was not made whole";
    const because = replace_paths.map(([attribute]) => String(attribute));
    const age = because.includes("rotation_due") ? [`older than ${before?.rotate_after}`] : [];
    const keepers = because.includes("keepers")
      ? [`${differing(before?.keepers as Values, after?.keepers as Values).join(", ")} changed`]
      : [];
    const others = because.filter((each) => each !== "rotation_due" && each !== "keepers");
    return [...age, ...keepers, ...others.map((each) => `${each} changed`)].join("; ");
  }
  if (action === "update") return `${differing(before, after).join(", ")} changed`;
  if (isGone) return "it was deleted elsewhere";
  const generation = /_Generation(\d+)_/.exec(address)?.[1];
  if (generation) return `generation ${generation}`;
  return action === "create" ? "new" : "no longer in keys.json";
}

function differing(before: Values, after: Values): string[] {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...names].filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name])).sort();
}

/** Of what a reviewer decides on. Times at which plans were made, which some values hold, are no part of that. */
function fingerprintOf(changed: ResourceChange[]): string {
  const parts = changed.map(({ address, type, deposed, change }) => ({
    address,
    deposed,
    actions: change.actions,
    why: change.replace_paths,
    id: change.before?.id,
    ...(type.startsWith("aigateway_") && { after: withoutSecrets(change.after, change.after_sensitive) }),
  }));
  parts.sort((one, other) => (one.address + one.deposed < other.address + other.deposed ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
}

function withoutSecrets(after: Values, sensitive: unknown): Values {
  const isSecret = (name: string) => Boolean((sensitive as Values)?.[name]);
  return after && Object.fromEntries(Object.entries(after).filter(([name]) => !isSecret(name)));
}
