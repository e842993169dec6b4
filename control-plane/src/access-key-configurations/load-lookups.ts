import { builtInProvider } from "../catalog/built-in-providers.ts";
import { type Database, selectWhereIn } from "../database.ts";
import type { ProviderKeyRow } from "../provider-keys/store.ts";
import type { ProviderRow } from "../providers/store.ts";
import type { Lookups } from "./references.ts";
import type { Access, RouterWrite } from "./schema.ts";

/** The part of a configuration that refers to other resources. */
export interface Referring {
  access?: Access | null | undefined;
  router?: RouterWrite | null | undefined;
}

/** Reads everything that a configuration refers to at once, however long its lists are. */
export async function loadLookups(
  db: Database,
  accountId: string,
  body: Referring,
): Promise<Pick<Lookups, "provider" | "providerKey">> {
  const references = providerReferences(body).filter((reference) => !builtInProvider(reference));
  const owned = (table: string) => () => db(table).where({ account_id: accountId });
  const keys = await selectWhereIn<ProviderKeyRow>(owned("provider_keys"), "id", keyIds(body));
  const byRowId = await selectWhereIn<ProviderRow>(owned("providers"), "id", references);
  const byProviderId = await selectWhereIn<ProviderRow>(owned("providers"), "provider_id", references);

  const providers = new Map(byRowId.map((row) => [row.id, row]));
  for (const row of byProviderId) providers.set(row.provider_id, row);
  const providerKeys = new Map(keys.map((row) => [row.id, row]));
  return {
    provider(reference) {
      if (builtInProvider(reference)) return { providerId: reference, customProviderId: null };
      const row = providers.get(reference);
      return row && { providerId: row.provider_id, customProviderId: row.id };
    },
    providerKey: (id) => providerKeys.get(id),
  };
}

function providerReferences({ access, router }: Referring): string[] {
  const ofRules = router?.rules?.flatMap(({ provider, model }) => [
    ...(provider === undefined ? [] : [provider]),
    ...(model?.includes(":") ? [model.slice(0, model.indexOf(":"))] : []),
  ]);
  return [...(access?.providers?.allow ?? []), ...(ofRules ?? [])];
}

function keyIds({ router }: Referring): string[] {
  const steps = router?.rules?.flatMap((rule) => rule.steps) ?? [];
  return steps
    .flatMap((step) => (step.type === "user" ? step.keys : []))
    .flatMap((key) => ("id" in key ? [key.id] : []));
}
