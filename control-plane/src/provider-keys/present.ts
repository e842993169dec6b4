import type { z } from "zod";
import type { UriMaker } from "../http/route.ts";
import { present, presentHead, presentTime } from "../present.ts";
import type { ProviderKey } from "./schema.ts";
import type { ProviderKeyRow } from "./store.ts";

/** A provider key as the API shows it: never its value, sealed or not. */
export function presentProviderKey(row: ProviderKeyRow, uri: UriMaker): z.input<typeof ProviderKey> {
  return {
    ...presentHead(row, "/provider-keys", uri),
    providerId: row.provider_id,
    name: row.name,
    ...present({ description: row.description, metadata: row.metadata }),
    keyRedacted: row.key_redacted,
    lastUsed: presentTime(row.last_used_at),
  };
}
