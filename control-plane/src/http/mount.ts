import Router from "@koa/router";
import type { Context, Middleware } from "koa";
import type { Clock } from "../clock.ts";
import type { Database } from "../database.ts";
import { ApiError, Invalid } from "../errors.ts";
import type { Idempotency } from "./idempotency.ts";
import { readJson } from "./read-json.ts";
import type { ParsedCall, Route } from "./route.ts";
import { originOf, uriMaker } from "./uri.ts";
import { parse } from "./validate.ts";
import { createWriter, type Written } from "./write.ts";

export interface MountOptions {
  db: Database;
  clock: Clock;
  idempotency: Idempotency;
  publicUrl: string | undefined;
  /** Called after a request that may have changed something, before it is answered. */
  onChange(accountId: string): void;
  /** Resolves when all usage so far is in the database. */
  settleUsage(): Promise<void>;
}

type RouteContext = Context & { params: Record<string, string> };

/** Serves the routes: parse by the schemas, handle, answer. GET routes get their HEAD twin from the router. */
export function mount(routes: readonly Route[], options: MountOptions): Middleware[] {
  const { db, publicUrl, onChange, settleUsage } = options;
  const write = createWriter(options);
  // Paths are served as the document writes them, and in no other way.
  const router = new Router({ strict: true, sensitive: true });

  const serve = (route: Route) => async (ctx: RouteContext) => {
    const call = await parseCall(route, ctx, db, publicUrl);
    if (route.showsUsage) await settleUsage();
    const written = isReading(route)
      ? await read(route, call)
      : await write({
          route,
          call,
          path: ctx.path,
          idempotencyKey: route.method === "POST" ? idempotencyKeyOf(ctx) : undefined,
          origin: {
            requestId: ctx.state.requestId,
            remoteAddress: ctx.state.remoteAddress,
            userAgent: ctx.get("User-Agent"),
          },
        });
    if (!isReading(route) && !written.replayed) onChange(call.caller.accountId);
    ctx.set(written.headers);
    if (written.replayed) ctx.set("Idempotent-Replayed", "true");
    ctx.status = route.success.status;
    if (route.success.schema) ctx.body = written.body;
  };

  for (const route of routes) {
    router.register(route.path.replace(/\{(\w+)\}/g, ":$1"), [route.method], serve(route));
  }
  return [
    router.routes() as Middleware,
    (ctx) => {
      throw new ApiError(404, `There is no ${ctx.method} ${ctx.path}.`);
    },
  ];
}

function isReading({ method, readsOnly }: Route): boolean {
  return method === "GET" || readsOnly === true;
}

async function parseCall(
  route: Route,
  ctx: RouteContext,
  db: Database,
  publicUrl: string | undefined,
): Promise<ParsedCall> {
  const origin = publicUrl ?? originOf(ctx);
  return {
    caller: ctx.state.caller,
    db,
    params: route.params ? parse(route.params, ctx.params) : {},
    query: route.query ? parse(route.query, ctx.query) : {},
    headers: route.headers ? parse(route.headers, ctx.headers) : {},
    body: route.body ? parse(route.body, await readJson(ctx)) : undefined,
    uri: uriMaker(origin),
    // Not `ctx.url`: a proxy may have sent an absolute one.
    requestUri: origin + ctx.path + ctx.search,
  };
}

async function read(route: Route, call: ParsedCall): Promise<Written> {
  const headers: Record<string, string> = {};
  const audit = () => Promise.reject(new Error("A reading route changes nothing."));
  const body = await route.handle({ ...call, audit, answerHeaders: headers });
  return { body, headers, replayed: false };
}

/** The draft standard's header for requests that may be repeated: any text of up to 255 characters. */
function idempotencyKeyOf(ctx: Context): string | undefined {
  const key = ctx.headers["idempotency-key"];
  if (key === undefined) return undefined;
  if (typeof key !== "string" || key.length < 1 || key.length > 255) {
    throw new Invalid({
      "Idempotency-Key": "Must have 1 to 255 characters, a new key for each new request.",
    });
  }
  return key;
}
