import type { ZodType, z } from "zod";
import type { AuditAction } from "../audit-events/record-audit.ts";
import type { Database } from "../database.ts";

/** Who calls, checked by `authenticate`. */
export interface Caller {
  accountId: string;
  /** The API key that acts; it becomes `createdBy` and `lastUpdatedBy`. */
  apiKeyId: string;
}

/** A request that has passed authentication and its route's schemas. */
export interface Call<Params = unknown, Query = unknown, Body = unknown, Headers = unknown> {
  caller: Caller;
  /** The store. For a write it is a transaction, committed when the handler has answered: nothing else may be used. */
  db: Database;
  params: Params;
  query: Query;
  body: Body;
  /** Those that the route declares, by their lower-case names. */
  headers: Headers;
  /** Headers of the answer, beside those that every answer has. */
  answerHeaders: Record<string, string>;
  /** Writes down something else that a write did, beside the route's own action. */
  audit(action: AuditAction, resourceId: string, changedFields?: readonly string[]): Promise<void>;
  /** Makes the absolute URI of a path: `uri("/access-keys", id)`. */
  uri: UriMaker;
  /** The path and query as sent, for the `uri` of a list. */
  requestUri: string;
}

/** What of a call is known before it is handled. */
export type ParsedCall = Omit<Call, "audit" | "answerHeaders">;

export type UriMaker = (...path: string[]) => string;

/**
 * One route of the management API. The schemas are the one source of validation, types and `openapi.json`; every
 * status that the handler itself can cause is listed, the common ones (401, 5xx) are added when the document is made.
 */
export interface RouteDefinition<
  Params extends ZodType = ZodType,
  Query extends ZodType = ZodType,
  Body extends ZodType = ZodType,
  Response extends ZodType = ZodType,
  Headers extends ZodType = ZodType,
> {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** In OpenAPI's form: `/access-keys/{id}`. */
  path: `/${string}`;
  operationId: string;
  summary: string;
  tag: string;
  /** What the audit trail calls this; every write has one. */
  action?: AuditAction;
  /** It changes nothing, though its method is one that does. */
  readsOnly?: true;
  /** Its answer depends on usage: what this process has recorded must be in it. */
  showsUsage?: true;
  /** The handler calls another service: it gets no transaction, and must be repeatable. */
  callsOut?: true;
  params?: Params;
  query?: Query;
  body?: Body;
  headers?: Headers;
  /** Headers that its answer may have. */
  answerHeaders?: readonly "ETag"[];
  /** Without a schema the answer has no body. */
  success: { status: 200 | 201 | 204; description: string; schema?: Response };
  errors: readonly (404 | 409 | 412 | 422 | 501 | 502)[];
  handle(
    call: Call<z.output<Params>, z.output<Query>, z.output<Body>, z.output<Headers>>,
  ): Promise<z.input<Response>>;
}

/** A route whose types have been checked where it was defined, and which a list of routes can hold. */
export type Route = Omit<RouteDefinition, "handle"> & { handle(call: Call): Promise<unknown> };

/** Defines a route: the handler's types follow from the schemas. */
export function route<
  P extends ZodType,
  Q extends ZodType,
  B extends ZodType,
  R extends ZodType,
  H extends ZodType,
>(definition: RouteDefinition<P, Q, B, R, H>): Route {
  return definition as unknown as Route;
}
