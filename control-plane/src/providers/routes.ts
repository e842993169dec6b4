import type { Clock } from "../clock.ts";
import { NotFound } from "../errors.ts";
import { IdParams, PageQuery } from "../fields.ts";
import type { PrivateUpstreams } from "../gateway/private-upstreams.ts";
import { type Route, route } from "../http/route.ts";
import { newId } from "../ids.ts";
import { presentPage } from "../present.ts";
import { stampNew, stampUpdate } from "../stamp.ts";
import { requireAllowedBaseUrl } from "./base-url.ts";
import { presentProvider } from "./present.ts";
import { type ApiSurface, Provider, ProviderCreate, ProviderList, ProviderUpdate } from "./schema.ts";
import { createProviderStore } from "./store.ts";

const tag = "Providers";

export interface ProviderRouteOptions {
  privateUpstreams: PrivateUpstreams;
  clock: Clock;
}

export function providerRoutes({ privateUpstreams, clock }: ProviderRouteOptions): Route[] {
  return [
    route({
      method: "POST",
      path: "/providers",
      operationId: "createProvider",
      summary: "Create a custom provider",
      tag,
      action: "provider.create",
      body: ProviderCreate,
      success: { status: 201, description: "The provider.", schema: Provider },
      errors: [409, 422],
      async handle({ db, caller, body, uri }) {
        requireAllowedBaseUrl(body.baseUrl, privateUpstreams);
        const row = {
          ...stampNew("provider", caller, clock),
          provider_id: body.providerId,
          name: body.name,
          base_url: body.baseUrl,
          metadata: body.metadata ?? null,
          supported_api_surfaces: surfaces(body.supportedApiSurfaces) ?? null,
          models: models(body.models, null) ?? null,
        };
        await createProviderStore(db).insert(row);
        return presentProvider(row, uri);
      },
    }),
    route({
      method: "GET",
      path: "/providers",
      operationId: "listProviders",
      summary: "List custom providers, newest first",
      tag,
      query: PageQuery,
      success: { status: 200, description: "A page of providers.", schema: ProviderList },
      errors: [422],
      async handle(call) {
        const rows = await createProviderStore(call.db).page(call.caller.accountId, call.query);
        const { items, ...links } = presentPage(rows, call, (row) => presentProvider(row, call.uri));
        return { aiGatewayProviders: items, ...links };
      },
    }),
    route({
      method: "GET",
      path: "/providers/{id}",
      operationId: "getProvider",
      summary: "Get a custom provider",
      tag,
      params: IdParams,
      success: { status: 200, description: "The provider.", schema: Provider },
      errors: [404],
      async handle({ db, caller, params: { id }, uri }) {
        const row = await createProviderStore(db).find(caller.accountId, id);
        if (!row) throw new NotFound("provider", id);
        return presentProvider(row, uri);
      },
    }),
    route({
      method: "PATCH",
      path: "/providers/{id}",
      operationId: "updateProvider",
      summary: "Update a custom provider",
      tag,
      action: "provider.update",
      params: IdParams,
      body: ProviderUpdate,
      success: { status: 200, description: "The provider as it is now.", schema: Provider },
      errors: [404, 422],
      async handle({ db, caller, params: { id }, body, uri }) {
        requireAllowedBaseUrl(body.baseUrl, privateUpstreams);
        const store = createProviderStore(db);
        const before = await store.findForUpdate(caller.accountId, id);
        const row =
          before &&
          (await store.update(caller.accountId, id, {
            ...stampUpdate(caller, clock),
            name: body.name,
            base_url: body.baseUrl,
            metadata: body.metadata,
            supported_api_surfaces: surfaces(body.supportedApiSurfaces),
            models: models(body.models, before.models),
          }));
        if (!row) throw new NotFound("provider", id);
        return presentProvider(row, uri);
      },
    }),
    route({
      method: "DELETE",
      path: "/providers/{id}",
      operationId: "deleteProvider",
      summary: "Delete a custom provider that nothing refers to",
      tag,
      action: "provider.delete",
      params: IdParams,
      success: { status: 204, description: "The provider is gone." },
      errors: [404, 409],
      async handle({ db, caller, params: { id } }) {
        const removed = await createProviderStore(db).remove(caller.accountId, id);
        if (!removed) throw new NotFound("provider", id);
      },
    }),
  ];
}

function surfaces(given: ApiSurface[] | null | undefined): string | null | undefined {
  return given == null ? given : JSON.stringify(given);
}

/** Models as they are stored. A model that was there before keeps its id. */
function models(
  given: { modelId: string }[] | null | undefined,
  before: string | null,
): string | null | undefined {
  if (given == null) return given;
  const known: { id: string; modelId: string }[] = before === null ? [] : JSON.parse(before);
  const ids = new Map(known.map(({ id, modelId }) => [modelId, id]));
  return JSON.stringify(given.map(({ modelId }) => ({ id: ids.get(modelId) ?? newId("model"), modelId })));
}
