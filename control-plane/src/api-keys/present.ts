import type { z } from "zod";
import type { UriMaker } from "../http/route.ts";
import { present, presentHead, presentTime } from "../present.ts";
import type { ApiKey } from "./schema.ts";
import type { ApiKeyRow } from "./store.ts";

export function presentApiKey(row: ApiKeyRow, uri: UriMaker): z.input<typeof ApiKey> {
  return {
    ...presentHead(row, "/api-keys", uri),
    ...present({ name: row.name, description: row.description, metadata: row.metadata }),
    keyRedacted: row.key_redacted,
    lastUsed: presentTime(row.last_used_at),
  };
}
