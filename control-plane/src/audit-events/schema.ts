import { z } from "zod";
import { listOf, PageQuery, Ref, Text } from "../fields.ts";
import { AUDIT_ACTIONS } from "./record-audit.ts";

const Actor = z
  .object({
    type: z
      .enum(["apiKey", "commandLine", "stripe", "system"])
      .describe(
        "An API key, the server's command line, Stripe's webhook, or the service at its first start.",
      ),
    apiKey: Ref.optional().describe("The API key that acted. It may have been deleted since."),
  })
  .meta({ id: "AuditActor" });

export const AuditEvent = z
  .object({
    id: z.string(),
    uri: z.string(),
    eventTime: z.iso.datetime(),
    action: z.enum(AUDIT_ACTIONS).describe("The kind of resource and what was done to it."),
    resourceId: z.string(),
    actor: Actor,
    changedFields: z.array(z.string()).describe("The fields that the request gave, without their values."),
    requestId: z.string().optional().describe("The x-request-id of the answer."),
    remoteAddress: z.string().optional().describe("Where the request came from."),
    userAgent: z.string().optional(),
  })
  .meta({ id: "AuditEvent" });

export const AuditEventQuery = PageQuery.extend({
  resourceId: Text.optional().describe("Only what was done to this resource."),
});

export const AuditEventList = listOf("aiGatewayAuditEvents", AuditEvent).meta({ id: "AuditEventList" });
