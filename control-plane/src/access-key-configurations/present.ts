import type { z } from "zod";
import type { UriMaker } from "../http/route.ts";
import { present, presentHead } from "../present.ts";
import type { ProviderKeyRow } from "../provider-keys/store.ts";
import type { Configuration, RouterRead } from "./schema.ts";
import type { ConfigurationView } from "./store.ts";
import { parseRouter, type StoredRouter } from "./stored-router.ts";

export function presentConfiguration(row: ConfigurationView, uri: UriMaker): z.input<typeof Configuration> {
  const router = parseRouter(row.router);
  return {
    ...presentHead(row, "/access-key-configurations", uri),
    name: row.name,
    ...present({
      description: row.description,
      metadata: row.metadata,
      access: row.access && JSON.parse(row.access),
      router: router && presentRouter(router, row.providerKeys),
    }),
  };
}

/** The read form: keys with their names, never with their values. */
function presentRouter(router: StoredRouter, keys: Map<string, ProviderKeyRow>): RouterRead {
  if (!router.rules) return {};
  return {
    rules: router.rules.map((rule) => ({
      ...rule,
      steps: rule.steps.map((step) => ({
        type: step.type,
        ...(step.keys && { keys: step.keys.map(({ id }) => presentKey(id, keys.get(id))) }),
        ...(step.keySelectionStrategy && { keySelectionStrategy: step.keySelectionStrategy }),
      })),
    })),
  };
}

function presentKey(id: string, key: ProviderKeyRow | undefined) {
  return { id, name: key?.name ?? "", keyRedacted: key?.key_redacted ?? "***" };
}
