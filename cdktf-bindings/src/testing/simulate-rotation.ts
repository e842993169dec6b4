import {
  type Attributes,
  type Move,
  resourcesOf,
  type Synthesised,
  type SynthesisedResource,
  type SynthesisedStack,
  synthesisedOf,
} from "./synthesised.ts";

/** What a deployment would do with one of the gateway's resources. */
export interface SimulatedChange {
  readonly address: string;
  readonly action: "create" | "update" | "replace" | "destroy";
  /** The attributes that differ; those that force a replacement, for one. */
  readonly because: readonly string[];
  /** For how long a key that is replaced or destroyed lives on; undefined for what is no access key. */
  readonly overlap?: string;
}

/** Attributes of which a change needs another object, by type. */
export const REPLACING: Readonly<Record<string, readonly string[]>> = {
  aigateway_access_key: ["keepers"],
  aigateway_provider: ["provider_id"],
  aigateway_provider_key: ["provider_id"],
  aigateway_provider_key_attachment: ["access_key_configuration_id", "provider_id", "provider_key_id"],
};

/** Terraform's own, which change no object. */
const NO_ATTRIBUTES = new Set([
  "lifecycle",
  "depends_on",
  "provider",
  "count",
  "for_each",
  "provisioner",
  "connection",
]);

/**
 * Says what deploying a changed program would do, from the two stacks alone: which keys would rotate, and which would be
 * lost because their construct moved; those of which Terraform is told (`moveFromId`) are not. What depends on time (`rotate_after`) or on the server can't be seen.
 */
export function simulateRotation(before: Synthesised, after: Synthesised): SimulatedChange[] {
  const planned = synthesisedOf(after);
  const old = byAddress(synthesisedOf(before), planned.moved);
  const changed = resourcesOf(planned).flatMap((resource) => {
    const prior = old.get(resource.address);
    old.delete(resource.address);
    return changeOf(prior, resource);
  });
  const destroyed = [...old.values()].map((resource) => ({
    address: resource.address,
    action: "destroy" as const,
    because: [],
    ...overlapOf(resource),
  }));
  return [...changed, ...destroyed];
}

function changeOf(prior: SynthesisedResource | undefined, resource: SynthesisedResource): SimulatedChange[] {
  const { address, type } = resource;
  if (!prior) return [{ address, action: "create", because: [] }];
  const differing = differences(prior.attributes, resource.attributes);
  if (differing.length === 0) return [];
  const replacing = differing.filter((name) => REPLACING[type]?.includes(name));
  if (replacing.length === 0) return [{ address, action: "update", because: differing }];
  // The destroy goes by what is in the state: the overlap from before.
  return [{ address, action: "replace", because: replacing, ...overlapOf(prior) }];
}

function overlapOf({ type, attributes }: SynthesisedResource): Pick<SimulatedChange, "overlap"> {
  return type === "aigateway_access_key" ? { overlap: String(attributes.overlap ?? "0s") } : {};
}

function differences(before: Attributes, after: Attributes): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter(
    (name) => !NO_ATTRIBUTES.has(name) && JSON.stringify(before[name]) !== JSON.stringify(after[name]),
  );
}

/** By the addresses that they will have. A move that was deployed already finds nothing where it came from. */
function byAddress(stack: SynthesisedStack, moves: readonly Move[] = []): Map<string, SynthesisedResource> {
  const found = new Map(resourcesOf(stack).map((resource) => [resource.address, resource]));
  for (const { from, to } of moves) {
    const resource = found.get(from);
    if (!resource || found.has(to)) continue;
    found.delete(from);
    found.set(to, resource);
  }
  return found;
}
