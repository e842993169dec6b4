import type { ProviderKeyRow } from "../provider-keys/store.ts";
import { type ResolvedProvider, unknownProvider } from "../providers/resolve-provider.ts";

/** What the account has, for the references of a configuration to resolve in. */
export interface Lookups {
  provider(reference: string): Promise<ResolvedProvider | undefined>;
  providerKey(id: string): Promise<ProviderKeyRow | undefined>;
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
export async function resolveProviderField(
  reference: string,
  field: string,
  lookups: Lookups,
  { faults, customProviderIds }: Findings,
): Promise<ResolvedProvider | undefined> {
  const found = await lookups.provider(reference);
  if (!found) faults[field] = unknownProvider(reference);
  if (found?.customProviderId) customProviderIds.add(found.customProviderId);
  return found;
}
