import { type Collection, createCollection, type OwnedRow } from "../collection.ts";
import type { Database } from "../database.ts";

export interface ApiKeyRow extends OwnedRow {
  name: string | null;
  description: string | null;
  token_hash: string;
  key_redacted: string;
  last_used_at: number | null;
}

export interface ApiKeyStore extends Collection<ApiKeyRow> {
  findByTokenHash(hash: string): Promise<ApiKeyRow | undefined>;
}

export function createApiKeyStore(db: Database): ApiKeyStore {
  return {
    ...createCollection<ApiKeyRow>(db, "api_keys"),
    findByTokenHash: (hash) => db("api_keys").where({ token_hash: hash }).first(),
  };
}
