import { announceChange } from "../changes/announce-change.ts";
import type { Clock } from "../clock.ts";
import { maskTokens } from "../crypto/token.ts";
import type { Database } from "../database.ts";
import { newId } from "../ids.ts";
import type { Actor } from "./actor.ts";
import type { AuditEventRow } from "./store.ts";

/** What can be done to what. An action's name is the resource's kind and the verb. */
export const AUDIT_ACTIONS = [
  "access_key.create",
  "access_key.update",
  "access_key.delete",
  "access_key_configuration.create",
  "access_key_configuration.update",
  "access_key_configuration.delete",
  "account.create",
  "api_key.create",
  "api_key.update",
  "api_key.delete",
  "checkout_session.create",
  "credits.grant",
  "encryption_key.rotate",
  "gateway_config.update",
  "provider.create",
  "provider.update",
  "provider.delete",
  "provider_key.create",
  "provider_key.update",
  "provider_key.rotate",
  "provider_key.delete",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export interface NewAuditEvent {
  accountId: string;
  action: AuditAction;
  resourceId: string;
  actor: Actor;
  /** Names of the fields that were given, never their values: those may be secrets. */
  changedFields?: readonly string[];
  /** Where it came from, for what came over HTTP. */
  origin?: { requestId: string; remoteAddress: string; userAgent: string };
}

const MAX_TEXT_LENGTH = 255;

/** Writes down who did what. Belongs into the transaction of the change itself, so that neither is there without the other. */
export async function recordAudit(db: Database, event: NewAuditEvent, clock: Clock): Promise<void> {
  const { accountId, action, resourceId, actor, changedFields = [], origin } = event;
  const row: AuditEventRow = {
    id: newId("auditEvent"),
    account_id: accountId,
    event_time: clock.now(),
    action,
    resource_id: resourceId,
    actor_type: actor.type,
    actor_id: "id" in actor ? actor.id : null,
    changed_fields: JSON.stringify(changedFields),
    request_id: origin?.requestId ?? null,
    remote_address: origin?.remoteAddress ?? null,
    user_agent: maskTokens(origin?.userAgent ?? "").slice(0, MAX_TEXT_LENGTH) || null,
  };
  await db("audit_events").insert(row);
  await announceChange(db, accountId);
}
