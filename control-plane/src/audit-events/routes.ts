import { NotFound } from "../errors.ts";
import { IdParams } from "../fields.ts";
import { type Route, route } from "../http/route.ts";
import { presentPage } from "../present.ts";
import { presentAuditEvent } from "./present.ts";
import { AuditEvent, AuditEventList, AuditEventQuery } from "./schema.ts";
import { createAuditEventStore } from "./store.ts";

const tag = "Audit events";

export function auditEventRoutes(): Route[] {
  return [
    route({
      method: "GET",
      path: "/audit-events",
      operationId: "listAuditEvents",
      summary: "List who changed what, newest first",
      tag,
      query: AuditEventQuery,
      success: { status: 200, description: "A page of audit events.", schema: AuditEventList },
      errors: [422],
      async handle(call) {
        const { resourceId, ...page } = call.query;
        const filter = resourceId === undefined ? {} : { resource_id: resourceId };
        const rows = await createAuditEventStore(call.db).page(call.caller.accountId, page, filter);
        const { items, ...links } = presentPage(rows, call, (row) => presentAuditEvent(row, call.uri));
        return { aiGatewayAuditEvents: items, ...links };
      },
    }),
    route({
      method: "GET",
      path: "/audit-events/{id}",
      operationId: "getAuditEvent",
      summary: "Get an audit event",
      tag,
      params: IdParams,
      success: { status: 200, description: "The audit event.", schema: AuditEvent },
      errors: [404],
      async handle({ db, caller, params: { id }, uri }) {
        const row = await createAuditEventStore(db).find(caller.accountId, id);
        if (!row) throw new NotFound("audit event", id);
        return presentAuditEvent(row, uri);
      },
    }),
  ];
}
