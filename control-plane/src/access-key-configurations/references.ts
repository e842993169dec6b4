import type { ProviderKeyRow } from "../provider-keys/store.ts";
import { type ResolvedProvider, unknownProvider } from "../providers/resolve-provider.ts";

/** What the account has of what a configuration refers to. */
export interface Lookups {
  provider(reference: string): ResolvedProvider | undefined;
  providerKey(id: string): ProviderKeyRow | undefined;
  /** Makes the row of an inline key; it is inserted with the configuration. */
  newKey(provider: ResolvedProvider, key: { name: string; value: string }): ProviderKeyRow;
}

/** What the resolving of one configuration collects. */
export interface Findings {
  /** What is wrong with each field. */
  faults: Record<string, string>;
  newKeys: ProviderKeyRow[];
  customProviderIds: Set<string>;
}

/** The provider that a field names; undefined, and a fault, when there is none. */
export function resolveProviderField(
  reference: string,
  field: string,
  lookups: Lookups,
  { faults, customProviderIds }: Findings,
): ResolvedProvider | undefined {
  const found = lookups.provider(reference);
  if (!found) faults[field] = unknownProvider(reference);
  if (found?.customProviderId) customProviderIds.add(found.customProviderId);
  return found;
}
