import type { ApiClient } from "../api/client.ts";
import type { Diagnostics } from "../framework/diagnostics.ts";
import { nearest } from "../framework/nearest.ts";
import type { AttributePath } from "../protocol/attribute-path.ts";
import { isUnknown, type Unknown } from "../protocol/value/value.ts";
import { knownProviders, type Lookup } from "./known-providers.ts";

/** What a check of references needs. */
export interface Checking {
  client: ApiClient;
  diagnostics: Diagnostics;
}

export type MaybeText = string | Unknown | null;

/** As made by the API: no apply can bring one into being that is written in a configuration. */
const CUSTOM_ID = /^aigp_/;

/**
 * Checks that a provider is there, or will be when the plan is applied. A slip of the pen is an error. Anything else may
 * be created by the same apply without Terraform having been told of the order: a warning says how to tell it.
 *
 * @returns what is known of it; undefined where nothing is, or it isn't there.
 */
export async function checkProvider(
  reference: MaybeText,
  path: AttributePath,
  { client, diagnostics }: Checking,
): Promise<Extract<Lookup, { known: true }> | undefined> {
  if (reference === null || isUnknown(reference)) return undefined;
  const found = await knownProviders(client).find(reference);
  if (found === undefined || found.known) return found;
  const meant = nearest(reference, found.ids);
  const missing = `There is no provider ${JSON.stringify(reference)}`;
  if (meant !== undefined) {
    const remedy = `${missing}. Did you mean ${JSON.stringify(meant)}? ${TELL_TERRAFORM}`;
    diagnostics.addAttributeError(path, "Unknown provider", remedy);
  } else if (CUSTOM_ID.test(reference)) {
    const remedy = `${missing} in this account. Refer to a custom provider as aigateway_provider.<name>.provider_id.`;
    diagnostics.addAttributeError(path, "Unknown provider", remedy);
  } else {
    const remedy = `${missing} yet: the API knows ${found.ids.join(", ")}. ${TELL_TERRAFORM}`;
    diagnostics.addAttributeWarning(path, "Unknown provider", remedy);
  }
  return undefined;
}

export const TELL_TERRAFORM =
  "If this configuration creates it, refer to it as aigateway_provider.<name>.provider_id, so that Terraform creates it first.";
