import { type Collection, createCollection, type IdentifiedRow } from "../collection.ts";
import type { Database } from "../database.ts";
import type { ActorType } from "./actor.ts";
import type { AuditAction } from "./record-audit.ts";

export interface AuditEventRow extends IdentifiedRow {
  event_time: number;
  action: AuditAction;
  resource_id: string;
  actor_type: ActorType;
  actor_id: string | null;
  /** JSON: `string[]`. */
  changed_fields: string;
  request_id: string | null;
  remote_address: string | null;
  user_agent: string | null;
}

/** Events are written by `recordAudit`, and never changed. */
export function createAuditEventStore(db: Database): Pick<Collection<AuditEventRow>, "find" | "page"> {
  return createCollection<AuditEventRow>(db, "audit_events");
}
