import type { ApiClient } from "../api/client.ts";
import type { AttributePath } from "../protocol/attribute-path.ts";
import { isUnknown, type Unknown } from "../protocol/value/value.ts";
import type { Checking } from "./check-provider.ts";
import { unlessRefused } from "./known-providers.ts";

/**
 * Checks that a provider key is there and of the provider that it is used for. An id that is known when the plan is made
 * is of a key that was there before.
 *
 * @param providerId Undefined where it is not known for which provider the key is to be.
 */
export async function checkProviderKey(
  id: string | Unknown | null,
  providerId: string | undefined,
  path: AttributePath,
  { client, diagnostics }: Checking,
): Promise<void> {
  if (id === null || isUnknown(id)) return;
  const owner = await ownerOf(id, client);
  if (owner === undefined) return;
  if (owner === null) {
    const fault = `There is no provider key "${id}" in this account. Refer to it as aigateway_provider_key.<name>.id, or take the id from the API's list of provider keys.`;
    diagnostics.addAttributeError(path, "Unknown provider key", fault);
  } else if (providerId !== undefined && owner !== providerId) {
    const fault = `The provider key "${id}" is of the provider "${owner}", and is used for "${providerId}" here. Use a key of "${providerId}".`;
    diagnostics.addAttributeError(path, "Provider key of another provider", fault);
  }
}

/** A key never changes its provider, so each is read once in a run. */
const ownersOf = new WeakMap<ApiClient, Map<string, Promise<string | null | undefined>>>();

/** The provider of a key; null when there is no such key, undefined when the API can't tell. */
function ownerOf(id: string, client: ApiClient): Promise<string | null | undefined> {
  const owners = ownersOf.get(client) ?? new Map<string, Promise<string | null | undefined>>();
  ownersOf.set(client, owners);
  const owner =
    owners.get(id) ??
    unlessRefused(async () => {
      const key = await client.callUnlessGone("read the provider key", (api) =>
        api.GET("/provider-keys/{id}", { params: { path: { id } } }),
      );
      return key === null ? null : key.providerId;
    });
  owners.set(id, owner);
  return owner;
}
