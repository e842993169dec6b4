import type { Clock } from "../clock.ts";
import type { Sealer } from "../crypto/seal.ts";
import { redact } from "../crypto/token.ts";
import type { Caller } from "../http/route.ts";
import { stampNew } from "../stamp.ts";
import type { ProviderKeyRow } from "./store.ts";

export interface NewProviderKey {
  provider: { providerId: string; customProviderId: string | null };
  name: string;
  value: string;
  description?: string | null | undefined;
  metadata?: string | null | undefined;
}

/** The row of a new provider key, its value sealed for it. Used by the key's own route and by inline creation. */
export function newProviderKey(
  key: NewProviderKey,
  caller: Caller,
  sealer: Sealer,
  clock: Clock,
): ProviderKeyRow {
  const head = stampNew("providerKey", caller, clock);
  return {
    ...head,
    provider_id: key.provider.providerId,
    custom_provider_id: key.provider.customProviderId,
    name: key.name,
    description: key.description ?? null,
    metadata: key.metadata ?? null,
    sealed_value: sealer.seal(key.value, head.id),
    key_redacted: redact(key.value),
    last_used_at: null,
  };
}
