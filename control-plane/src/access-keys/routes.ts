import { type Clock, fromRfc3339 } from "../clock.ts";
import { hashToken, makeToken, redact } from "../crypto/token.ts";
import { parseDuration } from "../duration.ts";
import { NotFound } from "../errors.ts";
import { IdParams, PageQuery } from "../fields.ts";
import { type Route, route } from "../http/route.ts";
import { presentPage } from "../present.ts";
import { stampNew, stampUpdate } from "../stamp.ts";
import { type ExplainRequest, explainRoute } from "./explain-route.ts";
import { presentAccessKey } from "./present.ts";
import { AccessKey, AccessKeyCreate, AccessKeyCreated, AccessKeyList, AccessKeyUpdate } from "./schema.ts";
import { createAccessKeyStore } from "./store.ts";

const tag = "Access keys";

export interface AccessKeyRouteOptions {
  clock: Clock;
  explain: ExplainRequest;
}

export function accessKeyRoutes({ clock, explain }: AccessKeyRouteOptions): Route[] {
  return [
    route({
      method: "POST",
      path: "/access-keys",
      operationId: "createAccessKey",
      summary: "Create an access key",
      tag,
      action: "access_key.create",
      body: AccessKeyCreate,
      success: { status: 201, description: "The access key, with its token.", schema: AccessKeyCreated },
      errors: [422],
      async handle({ db, caller, body, uri }) {
        const token = makeToken("g1");
        const row = await createAccessKeyStore(db).insert({
          ...stampNew("accessKey", caller, clock),
          name: body.name ?? null,
          description: body.description ?? null,
          metadata: body.metadata ?? null,
          configuration_id: body.accessKeyConfigurationId ?? null,
          lineage: body.lineage ?? null,
          expires_at: body.expiresAt == null ? null : fromRfc3339(body.expiresAt),
          token_hash: hashToken(token),
          key_redacted: redact(token),
          last_used_at: null,
        });
        return { ...presentAccessKey(row, uri), token };
      },
    }),
    route({
      method: "GET",
      path: "/access-keys",
      operationId: "listAccessKeys",
      summary: "List access keys, newest first",
      tag,
      query: PageQuery,
      success: { status: 200, description: "A page of access keys.", schema: AccessKeyList },
      errors: [422],
      async handle(call) {
        const rows = await createAccessKeyStore(call.db).page(call.caller.accountId, call.query);
        const { items, ...links } = presentPage(rows, call, (row) => presentAccessKey(row, call.uri));
        return { aiGatewayAccessKeys: items, ...links };
      },
    }),
    route({
      method: "GET",
      path: "/access-keys/{id}",
      operationId: "getAccessKey",
      summary: "Get an access key",
      tag,
      params: IdParams,
      success: { status: 200, description: "The access key.", schema: AccessKey },
      errors: [404],
      async handle({ db, caller, params: { id }, uri }) {
        const row = await createAccessKeyStore(db).find(caller.accountId, id);
        if (!row) throw new NotFound("access key", id);
        return presentAccessKey(row, uri);
      },
    }),
    route({
      method: "PATCH",
      path: "/access-keys/{id}",
      operationId: "updateAccessKey",
      summary: "Update an access key",
      tag,
      action: "access_key.update",
      params: IdParams,
      body: AccessKeyUpdate,
      success: { status: 200, description: "The access key as it is now.", schema: AccessKey },
      errors: [404, 422],
      async handle({ db, caller, params: { id }, body, uri }) {
        const row = await createAccessKeyStore(db).update(caller.accountId, id, {
          ...stampUpdate(caller, clock),
          name: body.name,
          description: body.description,
          metadata: body.metadata,
          configuration_id: body.accessKeyConfigurationId,
          lineage: body.lineage,
          expires_at: expiry(body, clock),
        });
        if (!row) throw new NotFound("access key", id);
        return presentAccessKey(row, uri);
      },
    }),
    route({
      method: "DELETE",
      path: "/access-keys/{id}",
      operationId: "deleteAccessKey",
      summary: "Delete an access key; it is refused from then on",
      tag,
      action: "access_key.delete",
      params: IdParams,
      success: { status: 204, description: "The access key is gone." },
      errors: [404],
      async handle({ db, caller, params: { id } }) {
        const removed = await createAccessKeyStore(db).remove(caller.accountId, id);
        if (!removed) throw new NotFound("access key", id);
      },
    }),
    explainRoute(explain),
  ];
}

/** When the key will expire: undefined leaves it as it is, null means never. */
function expiry(
  body: { expiresAt?: string | null | undefined; expiresIn?: string | undefined },
  clock: Clock,
): number | null | undefined {
  if (body.expiresIn !== undefined) return Math.round(clock.now() + (parseDuration(body.expiresIn) ?? 0));
  return body.expiresAt == null ? body.expiresAt : fromRfc3339(body.expiresAt);
}
