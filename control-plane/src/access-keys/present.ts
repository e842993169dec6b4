import type { z } from "zod";
import type { UriMaker } from "../http/route.ts";
import { present, presentHead, presentTime } from "../present.ts";
import type { AccessKey } from "./schema.ts";
import type { AccessKeyView } from "./store.ts";

/** An access key as the API shows it. The token is not in the row, so it can't be shown. */
export function presentAccessKey(row: AccessKeyView, uri: UriMaker): z.input<typeof AccessKey> {
  // Not spread into one literal: V8 makes slow objects of that, and a page of them keeps its collector busy.
  return Object.assign(
    presentHead(row, "/access-keys", uri),
    present({
      name: row.name,
      description: row.description,
      metadata: row.metadata,
      lineage: row.lineage,
      expiresAt: presentTime(row.expires_at),
    }),
    {
      accessKeyConfiguration:
        row.configuration_id === null
          ? null
          : {
              id: row.configuration_id,
              uri: uri("/access-key-configurations", row.configuration_id),
              name: row.configuration_name ?? "",
            },
      keyRedacted: row.key_redacted,
      lastUsed: presentTime(row.last_used_at),
    },
  );
}
