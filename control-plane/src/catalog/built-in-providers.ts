import { CATALOG } from "./catalog.ts";
import type { CatalogProvider } from "./catalog-schema.ts";

export type BuiltInProvider = Readonly<CatalogProvider>;

/** The providers that are known without being declared. A custom provider can't take one of these ids. */
export const BUILT_IN_PROVIDERS: readonly BuiltInProvider[] = CATALOG.providers;

const BY_ID = new Map(BUILT_IN_PROVIDERS.map((provider) => [provider.id, provider]));

/** The built-in provider with this id. Ids are case-sensitive. */
export function builtInProvider(id: string): BuiltInProvider | undefined {
  return BY_ID.get(id);
}
