import type { Clock } from "../clock.ts";
import { hashToken, makeToken, redact } from "../crypto/token.ts";
import { stampNew } from "../stamp.ts";
import type { ApiKeyRow } from "./store.ts";

export interface NewApiKey {
  accountId: string;
  /** The API key that makes it; without one (the command line) the new key counts as its own maker. */
  apiKeyId?: string | undefined;
  name?: string | null | undefined;
  description?: string | null | undefined;
  metadata?: string | null | undefined;
  /** The key itself, where somebody chose it; without it one is made. */
  token?: string | undefined;
}

/** The row of a new API key, and the key itself, which is in no row. */
export function newApiKey(key: NewApiKey, clock: Clock): { row: ApiKeyRow; token: string } {
  const token = key.token ?? makeToken("a1");
  const head = stampNew("apiKey", { accountId: key.accountId, apiKeyId: key.apiKeyId ?? "" }, clock);
  const maker = key.apiKeyId ?? head.id;
  return {
    token,
    row: {
      ...head,
      created_by: maker,
      updated_by: maker,
      name: key.name ?? null,
      description: key.description ?? null,
      metadata: key.metadata ?? null,
      token_hash: hashToken(token),
      key_redacted: redact(token),
      last_used_at: null,
    },
  };
}
