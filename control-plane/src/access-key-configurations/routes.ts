import type { Clock } from "../clock.ts";
import type { Sealer } from "../crypto/seal.ts";
import type { Database } from "../database.ts";
import { NotFound } from "../errors.ts";
import { IdParams, IfMatch, PageQuery } from "../fields.ts";
import { entityTag, requireMatch } from "../http/precondition.ts";
import { type Caller, type Route, route } from "../http/route.ts";
import { presentPage } from "../present.ts";
import { newProviderKey } from "../provider-keys/new-provider-key.ts";
import { stampNew, stampUpdate } from "../stamp.ts";
import { loadLookups, type Referring } from "./load-lookups.ts";
import { presentConfiguration } from "./present.ts";
import { type ResolvedConfiguration, resolveReferences } from "./resolve-references.ts";
import { Configuration, ConfigurationCreate, ConfigurationList, ConfigurationUpdate } from "./schema.ts";
import { createConfigurationStore } from "./store.ts";
import { parseRouter } from "./stored-router.ts";

const tag = "Access key configurations";

export interface ConfigurationRouteOptions {
  sealer: Sealer;
  clock: Clock;
}

export function configurationRoutes({ sealer, clock }: ConfigurationRouteOptions): Route[] {
  async function resolve(body: Referring, caller: Caller, db: Database): Promise<ResolvedConfiguration> {
    const lookups = await loadLookups(db, caller.accountId, body);
    return resolveReferences(body, {
      ...lookups,
      newKey: (provider, key) => newProviderKey({ provider, ...key }, caller, sealer, clock),
    });
  }

  return [
    route({
      method: "POST",
      path: "/access-key-configurations",
      operationId: "createAccessKeyConfiguration",
      summary: "Create a configuration",
      tag,
      action: "access_key_configuration.create",
      body: ConfigurationCreate,
      success: { status: 201, description: "The configuration.", schema: Configuration },
      answerHeaders: ["ETag"],
      errors: [409, 422],
      async handle({ db, caller, body, uri, audit, answerHeaders }) {
        const references = await resolve(body, caller, db);
        const row = await createConfigurationStore(db).insert(
          {
            ...stampNew("accessKeyConfiguration", caller, clock),
            name: body.name,
            description: body.description ?? null,
            metadata: body.metadata ?? null,
            access: toJson(body.access),
            router: toJson(references.router),
            revision: 1,
          },
          references,
        );
        for (const key of references.newKeys) await audit("provider_key.create", key.id);
        answerHeaders.ETag = entityTag(row.revision);
        return presentConfiguration(row, uri);
      },
    }),
    route({
      method: "GET",
      path: "/access-key-configurations",
      operationId: "listAccessKeyConfigurations",
      summary: "List configurations, newest first",
      tag,
      query: PageQuery,
      success: { status: 200, description: "A page of configurations.", schema: ConfigurationList },
      errors: [422],
      async handle(call) {
        const rows = await createConfigurationStore(call.db).page(call.caller.accountId, call.query);
        const { items, ...links } = presentPage(rows, call, (row) => presentConfiguration(row, call.uri));
        return { aiGatewayAccessKeyConfigurations: items, ...links };
      },
    }),
    route({
      method: "GET",
      path: "/access-key-configurations/{id}",
      operationId: "getAccessKeyConfiguration",
      summary: "Get a configuration",
      tag,
      params: IdParams,
      success: { status: 200, description: "The configuration.", schema: Configuration },
      answerHeaders: ["ETag"],
      errors: [404],
      async handle({ db, caller, params: { id }, uri, answerHeaders }) {
        const row = await createConfigurationStore(db).find(caller.accountId, id);
        if (!row) throw new NotFound("access key configuration", id);
        answerHeaders.ETag = entityTag(row.revision);
        return presentConfiguration(row, uri);
      },
    }),
    route({
      method: "PATCH",
      path: "/access-key-configurations/{id}",
      operationId: "updateAccessKeyConfiguration",
      summary: "Update a configuration",
      tag,
      action: "access_key_configuration.update",
      params: IdParams,
      headers: IfMatch,
      body: ConfigurationUpdate,
      answerHeaders: ["ETag"],
      success: { status: 200, description: "The configuration as it is now.", schema: Configuration },
      errors: [404, 409, 412, 422],
      async handle({ db, caller, params: { id }, headers, body, uri, audit, answerHeaders }) {
        const row = await createConfigurationStore(db).update(caller.accountId, id, async (before) => {
          requireMatch(headers["if-match"], before.revision);
          // What is not given stays, and is resolved anew together with what is.
          const access = body.access === undefined ? before.access && JSON.parse(before.access) : body.access;
          const router = body.router === undefined ? parseRouter(before.router) : body.router;
          const references = await resolve({ access, router } as Referring, caller, db);
          for (const key of references.newKeys) await audit("provider_key.create", key.id);
          return {
            references,
            changes: {
              ...stampUpdate(caller, clock),
              name: body.name,
              description: body.description,
              metadata: body.metadata,
              access: toJson(access),
              router: toJson(references.router),
              revision: before.revision + 1,
            },
          };
        });
        if (!row) throw new NotFound("access key configuration", id);
        answerHeaders.ETag = entityTag(row.revision);
        return presentConfiguration(row, uri);
      },
    }),
    route({
      method: "DELETE",
      path: "/access-key-configurations/{id}",
      operationId: "deleteAccessKeyConfiguration",
      summary: "Delete a configuration that no valid access key uses, and its expired keys with it",
      tag,
      action: "access_key_configuration.delete",
      params: IdParams,
      headers: IfMatch,
      success: { status: 204, description: "The configuration is gone." },
      errors: [404, 409, 412],
      async handle({ db, caller, params: { id }, headers, audit }) {
        const store = createConfigurationStore(db);
        const expiredKeys = await store.remove(caller.accountId, id, clock.now(), ({ revision }) =>
          requireMatch(headers["if-match"], revision),
        );
        if (!expiredKeys) throw new NotFound("access key configuration", id);
        for (const key of expiredKeys) await audit("access_key.delete", key);
      },
    }),
  ];
}

function toJson(value: object | null | undefined): string | null {
  return value == null ? null : JSON.stringify(value);
}
