import type { ZodType, z } from "zod";
import type { Database } from "../database.ts";

/** Who calls, checked by `authenticate`. */
export interface Caller {
  accountId: string;
  /** The API key that acts; it becomes `createdBy` and `lastUpdatedBy`. */
  apiKeyId: string;
}

/** A request that has passed authentication and its route's schemas. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  caller: Caller;
  /** The store. For a write it is a transaction, committed when the handler has answered: nothing else may be used. */
  db: Database;
  params: Params;
  query: Query;
  body: Body;
  /** Makes the absolute URI of a path: `uri("/access-keys", id)`. */
  uri: UriMaker;
  /** The path and query as sent, for the `uri` of a list. */
  requestUri: string;
}

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
> {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** In OpenAPI's form: `/access-keys/{id}`. */
  path: `/${string}`;
  operationId: string;
  summary: string;
  tag: string;
  params?: Params;
  query?: Query;
  body?: Body;
  /** Without a schema the answer has no body. */
  success: { status: 200 | 201 | 204; description: string; schema?: Response };
  errors: readonly (404 | 409 | 422)[];
  handle(call: Call<z.output<Params>, z.output<Query>, z.output<Body>>): Promise<z.input<Response>>;
}

/** A route whose types have been checked where it was defined, and which a list of routes can hold. */
export type Route = Omit<RouteDefinition, "handle"> & { handle(call: Call): Promise<unknown> };

/** Defines a route: the handler's types follow from the schemas. */
export function route<P extends ZodType, Q extends ZodType, B extends ZodType, R extends ZodType>(
  definition: RouteDefinition<P, Q, B, R>,
): Route {
  return definition as unknown as Route;
}
