import { BUILT_IN_PROVIDERS, builtInProvider } from "../catalog/built-in-providers.ts";
import type { ProviderStore } from "./store.ts";

/** What a reference to a provider means in an account. */
export interface ResolvedProvider {
  /** The part before `:` in a model name. */
  providerId: string;
  /** The row's id when it is a custom provider. */
  customProviderId: string | null;
}

/** Resolves a built-in id, a custom `providerId` or an `aigp_…` id; undefined when there is none. */
export async function resolveProvider(
  providers: Pick<ProviderStore, "find" | "findByProviderId">,
  accountId: string,
  reference: string,
): Promise<ResolvedProvider | undefined> {
  if (builtInProvider(reference)) return { providerId: reference, customProviderId: null };
  const row =
    (await providers.findByProviderId(accountId, reference)) ?? (await providers.find(accountId, reference));
  return row && { providerId: row.provider_id, customProviderId: row.id };
}

/** What to tell somebody who named a provider that does not exist. */
export function unknownProvider(reference: string): string {
  const builtIn = BUILT_IN_PROVIDERS.map(({ id }) => id).join(", ");
  return `There is no provider "${reference}": name a built-in one (${builtIn}) or create a custom one first.`;
}
