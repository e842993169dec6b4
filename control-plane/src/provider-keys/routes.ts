import type { Clock } from "../clock.ts";
import type { Sealer } from "../crypto/seal.ts";
import { redact } from "../crypto/token.ts";
import { isForeignKeyViolation } from "../database.ts";
import { Invalid, NotFound } from "../errors.ts";
import { IdParams } from "../fields.ts";
import { type Route, route } from "../http/route.ts";
import { presentPage } from "../present.ts";
import { resolveProvider, unknownProvider } from "../providers/resolve-provider.ts";
import { createProviderStore } from "../providers/store.ts";
import { stampUpdate } from "../stamp.ts";
import { newProviderKey } from "./new-provider-key.ts";
import { presentProviderKey } from "./present.ts";
import {
  ProviderKey,
  ProviderKeyCreate,
  ProviderKeyList,
  ProviderKeyQuery,
  ProviderKeyRotate,
  ProviderKeyUpdate,
} from "./schema.ts";
import { createProviderKeyStore } from "./store.ts";

const tag = "Provider keys";

export interface ProviderKeyRouteOptions {
  sealer: Sealer;
  clock: Clock;
}

export function providerKeyRoutes({ sealer, clock }: ProviderKeyRouteOptions): Route[] {
  return [
    route({
      method: "POST",
      path: "/provider-keys",
      operationId: "createProviderKey",
      summary: "Store a provider key",
      tag,
      action: "provider_key.create",
      body: ProviderKeyCreate,
      success: { status: 201, description: "The provider key, without its value.", schema: ProviderKey },
      errors: [422],
      async handle({ db, caller, body, uri }) {
        const provider = await resolveProvider(createProviderStore(db), caller.accountId, body.providerId);
        if (!provider) throw new Invalid({ providerId: unknownProvider(body.providerId) });
        const row = newProviderKey({ ...body, provider }, caller, sealer, clock);
        await createProviderKeyStore(db)
          .insert(row)
          .catch((error) => {
            // The custom provider was deleted between the check and the write.
            throw isForeignKeyViolation(error)
              ? new Invalid({ providerId: unknownProvider(body.providerId) })
              : error;
          });
        return presentProviderKey(row, uri);
      },
    }),
    route({
      method: "GET",
      path: "/provider-keys",
      operationId: "listProviderKeys",
      summary: "List provider keys, newest first",
      tag,
      query: ProviderKeyQuery,
      success: { status: 200, description: "A page of provider keys.", schema: ProviderKeyList },
      errors: [422],
      async handle(call) {
        const { provider, ...page } = call.query;
        const filter = provider === undefined ? {} : { provider_id: provider };
        const rows = await createProviderKeyStore(call.db).page(call.caller.accountId, page, filter);
        const { items, ...links } = presentPage(rows, call, (row) => presentProviderKey(row, call.uri));
        return { aiGatewayProviderKeys: items, ...links };
      },
    }),
    route({
      method: "GET",
      path: "/provider-keys/{id}",
      operationId: "getProviderKey",
      summary: "Get a provider key",
      tag,
      params: IdParams,
      success: { status: 200, description: "The provider key.", schema: ProviderKey },
      errors: [404],
      async handle({ db, caller, params: { id }, uri }) {
        const row = await createProviderKeyStore(db).find(caller.accountId, id);
        if (!row) throw new NotFound("provider key", id);
        return presentProviderKey(row, uri);
      },
    }),
    route({
      method: "PATCH",
      path: "/provider-keys/{id}",
      operationId: "updateProviderKey",
      summary: "Update a provider key's name, description or metadata",
      tag,
      action: "provider_key.update",
      params: IdParams,
      body: ProviderKeyUpdate,
      success: { status: 200, description: "The provider key as it is now.", schema: ProviderKey },
      errors: [404, 422],
      async handle({ db, caller, params: { id }, body, uri }) {
        const changes = { ...stampUpdate(caller, clock), ...body };
        const row = await createProviderKeyStore(db).update(caller.accountId, id, changes);
        if (!row) throw new NotFound("provider key", id);
        return presentProviderKey(row, uri);
      },
    }),
    route({
      method: "POST",
      path: "/provider-keys/{id}/rotate",
      operationId: "rotateProviderKey",
      summary: "Give a provider key a new value; its id and attachments stay",
      tag,
      action: "provider_key.rotate",
      params: IdParams,
      body: ProviderKeyRotate,
      success: { status: 200, description: "The provider key with its new value.", schema: ProviderKey },
      errors: [404, 422],
      async handle({ db, caller, params: { id }, body, uri }) {
        const row = await createProviderKeyStore(db).update(caller.accountId, id, {
          ...stampUpdate(caller, clock),
          name: body.name,
          sealed_value: sealer.seal(body.value, id),
          key_redacted: redact(body.value),
        });
        if (!row) throw new NotFound("provider key", id);
        return presentProviderKey(row, uri);
      },
    }),
    route({
      method: "DELETE",
      path: "/provider-keys/{id}",
      operationId: "deleteProviderKey",
      summary: "Delete a provider key that no configuration attaches",
      tag,
      action: "provider_key.delete",
      params: IdParams,
      success: { status: 204, description: "The provider key is gone." },
      errors: [404, 409],
      async handle({ db, caller, params: { id } }) {
        const removed = await createProviderKeyStore(db).remove(caller.accountId, id);
        if (!removed) throw new NotFound("provider key", id);
      },
    }),
  ];
}
