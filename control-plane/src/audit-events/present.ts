import type { z } from "zod";
import { toRfc3339 } from "../clock.ts";
import type { UriMaker } from "../http/route.ts";
import { present } from "../present.ts";
import type { AuditEvent } from "./schema.ts";
import type { AuditEventRow } from "./store.ts";

export function presentAuditEvent(row: AuditEventRow, uri: UriMaker): z.input<typeof AuditEvent> {
  return {
    id: row.id,
    uri: uri("/audit-events", row.id),
    eventTime: toRfc3339(row.event_time),
    action: row.action,
    resourceId: row.resource_id,
    actor: {
      type: row.actor_type,
      ...(row.actor_id !== null && { apiKey: { id: row.actor_id, uri: uri("/api-keys", row.actor_id) } }),
    },
    changedFields: JSON.parse(row.changed_fields),
    ...present({
      requestId: row.request_id,
      remoteAddress: row.remote_address,
      userAgent: row.user_agent,
    }),
  };
}
