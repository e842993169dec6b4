import type { ApiClient } from "../api/client.ts";
import type { Diagnostics } from "../framework/diagnostics.ts";
import { nearest } from "../framework/nearest.ts";
import { knownProviders, unlessRefused } from "../references/known-providers.ts";
import { readAll } from "./collection.ts";
import { providers } from "./provider.ts";

/**
 * Warns where a list of models is empty because its provider isn't there: a configuration that allows just these models
 * would allow none. One that the same apply creates is not there either, as Terraform reads data sources in the plan.
 */
export async function warnOfMissingProvider(
  providerId: string,
  client: ApiClient,
  diagnostics: Diagnostics,
): Promise<void> {
  const builtIn = await knownProviders(client).builtIn();
  const custom = await unlessRefused(() => readAll(providers, client));
  if (!builtIn || !custom) return; // the API can't tell
  const ids = [...builtIn, ...custom.map((each) => each.providerId)];
  if (ids.includes(providerId)) return;
  const meant = nearest(providerId, ids);
  const question = meant === undefined ? "" : ` Did you mean ${JSON.stringify(meant)}?`;
  const detail = `There is no provider ${JSON.stringify(providerId)} yet, so that the list of its models is empty.${question} If this configuration creates it, have the data source wait for it: depends_on = [aigateway_provider.<name>].`;
  diagnostics.addAttributeWarning(["provider_id"], "Unknown provider", detail);
}
