import type { Client } from "openapi-fetch";
import type { paths } from "./generated/openapi.ts";

/** The API's operations, one method call each. */
export type Endpoints = Client<paths, "application/json">;

/** What an operation's call gives. */
export interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** A body, and the tag that names this state of the object where the API gives one. */
export interface Tagged<T> {
  body: T;
  tag: string | undefined;
}

/** A proxy that compresses marks a tag as weak, with which no condition is ever met. */
export function entityTagOf({ headers }: Response): string | undefined {
  return headers.get("etag")?.replace(/^W\//, "");
}
