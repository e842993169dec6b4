import Router from "@koa/router";
import type { Context, Middleware } from "koa";
import { type Database, inTransaction } from "../database.ts";
import { ApiError, BadRequest, BodyTooLarge, UnsupportedMediaType } from "../errors.ts";
import { readBody, TooLarge } from "./read-body.ts";
import type { Call, Route, UriMaker } from "./route.ts";
import { parse } from "./validate.ts";

const BODY_LIMIT = 1024 * 1024;

export interface MountOptions {
  db: Database;
  publicUrl: string | undefined;
  /** Called after a request that may have changed something, before it is answered. */
  onChange(accountId: string): void;
}

/** Serves the routes: parse by the schemas, handle, answer. GET routes get their HEAD twin from the router. */
export function mount(routes: readonly Route[], options: MountOptions): Middleware[] {
  const router = new Router();
  for (const route of routes) {
    router.register(route.path.replace(/\{(\w+)\}/g, ":$1"), [route.method], serve(route, options));
  }
  return [
    router.routes() as Middleware,
    (ctx) => {
      throw new ApiError(404, `There is no ${ctx.method} ${ctx.path}.`);
    },
  ];
}

function serve(route: Route, { db, publicUrl, onChange }: MountOptions) {
  return async (ctx: Context & { params: Record<string, string> }) => {
    const origin = publicUrl ?? originOf(ctx);
    const uri = uriMaker(origin);
    const call: Call = {
      caller: ctx.state.caller,
      db,
      params: route.params ? parse(route.params, ctx.params) : {},
      query: route.query ? parse(route.query, ctx.query) : {},
      body: route.body ? parse(route.body, await readJson(ctx)) : undefined,
      uri,
      requestUri: origin + ctx.url,
    };
    const answer = route.method === "GET" ? await route.handle(call) : await write(route, call);
    if (route.method !== "GET") onChange(call.caller.accountId);
    ctx.status = route.success.status;
    if (route.success.schema) ctx.body = answer;
  };
}

/** All that a write does to the store is one transaction. */
function write(route: Route, call: Call): Promise<unknown> {
  return inTransaction(call.db, (transaction) => route.handle({ ...call, db: transaction }));
}

async function readJson(ctx: Context): Promise<unknown> {
  const type = ctx.get("Content-Type");
  if (type !== "" && !ctx.is("json", "+json")) throw new UnsupportedMediaType(type);
  let bytes: Buffer;
  try {
    bytes = await readBody(ctx.req, BODY_LIMIT);
  } catch (error) {
    throw error instanceof TooLarge ? new BodyTooLarge(BODY_LIMIT) : error;
  }
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    // The parser's own message quotes the body, which may hold a secret; its position does not.
    const position = / at position \d+/.exec((error as Error).message)?.[0] ?? "";
    throw new BadRequest(`The request body is not JSON${position}.`);
  }
}

/** Where the client sent the request, by its own Host header; it may be any text. */
function originOf({ protocol, host }: Context): string {
  const origin = `${protocol}://${host}`;
  if (!URL.canParse(origin)) throw new BadRequest("The Host header is not a host name.");
  return origin;
}

function uriMaker(origin: string): UriMaker {
  return (...path) =>
    origin + path.map((part, i) => (i === 0 ? part : `/${encodeURIComponent(part)}`)).join("");
}
