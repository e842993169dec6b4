import type { Context } from "koa";
import { BadRequest } from "../errors.ts";
import type { UriMaker } from "./route.ts";

/** Where the client sent the request, by its own Host header; it may be any text. */
export function originOf({ protocol, host }: Context): string {
  const origin = `${protocol}://${host}`;
  if (!URL.canParse(origin)) throw new BadRequest("The Host header is not a host name.");
  return origin;
}

export function uriMaker(origin: string): UriMaker {
  return (...path) =>
    origin + path.map((part, i) => (i === 0 ? part : `/${encodeURIComponent(part)}`)).join("");
}
