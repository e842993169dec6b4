import type { Clock } from "../clock.ts";
import { NotFound } from "../errors.ts";
import { IdParams, PageQuery } from "../fields.ts";
import { type Route, route } from "../http/route.ts";
import { presentPage } from "../present.ts";
import { stampUpdate } from "../stamp.ts";
import { newApiKey } from "./new-api-key.ts";
import { presentApiKey } from "./present.ts";
import { ApiKey, ApiKeyCreated, ApiKeyList, ApiKeyWrite } from "./schema.ts";
import { createApiKeyStore } from "./store.ts";

const tag = "API keys";

export function apiKeyRoutes({ clock }: { clock: Clock }): Route[] {
  return [
    route({
      method: "POST",
      path: "/api-keys",
      operationId: "createApiKey",
      summary: "Create an API key",
      tag,
      action: "api_key.create",
      body: ApiKeyWrite,
      success: { status: 201, description: "The API key, with its token.", schema: ApiKeyCreated },
      errors: [422],
      async handle({ db, caller, body, uri }) {
        const { row, token } = newApiKey({ ...caller, ...body }, clock);
        await createApiKeyStore(db).insert(row);
        return { ...presentApiKey(row, uri), token };
      },
    }),
    route({
      method: "GET",
      path: "/api-keys",
      operationId: "listApiKeys",
      summary: "List API keys, newest first",
      tag,
      query: PageQuery,
      success: { status: 200, description: "A page of API keys.", schema: ApiKeyList },
      errors: [422],
      async handle(call) {
        const rows = await createApiKeyStore(call.db).page(call.caller.accountId, call.query);
        const { items, ...links } = presentPage(rows, call, (row) => presentApiKey(row, call.uri));
        return { aiGatewayApiKeys: items, ...links };
      },
    }),
    route({
      method: "GET",
      path: "/api-keys/{id}",
      operationId: "getApiKey",
      summary: "Get an API key",
      tag,
      params: IdParams,
      success: { status: 200, description: "The API key.", schema: ApiKey },
      errors: [404],
      async handle({ db, caller, params: { id }, uri }) {
        const row = await createApiKeyStore(db).find(caller.accountId, id);
        if (!row) throw new NotFound("API key", id);
        return presentApiKey(row, uri);
      },
    }),
    route({
      method: "PATCH",
      path: "/api-keys/{id}",
      operationId: "updateApiKey",
      summary: "Update an API key",
      tag,
      action: "api_key.update",
      params: IdParams,
      body: ApiKeyWrite,
      success: { status: 200, description: "The API key as it is now.", schema: ApiKey },
      errors: [404, 422],
      async handle({ db, caller, params: { id }, body, uri }) {
        const changes = { ...stampUpdate(caller, clock), ...body };
        const row = await createApiKeyStore(db).update(caller.accountId, id, changes);
        if (!row) throw new NotFound("API key", id);
        return presentApiKey(row, uri);
      },
    }),
    route({
      method: "DELETE",
      path: "/api-keys/{id}",
      operationId: "deleteApiKey",
      summary: "Delete an API key; it is refused from then on",
      tag,
      action: "api_key.delete",
      params: IdParams,
      success: { status: 204, description: "The API key is gone." },
      errors: [404],
      async handle({ db, caller, params: { id } }) {
        const removed = await createApiKeyStore(db).remove(caller.accountId, id);
        if (!removed) throw new NotFound("API key", id);
      },
    }),
  ];
}
