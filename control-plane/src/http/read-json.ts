import type { Context } from "koa";
import { BadRequest, BodyTooLarge, UnsupportedMediaType } from "../errors.ts";
import { readBody, TooLarge } from "./read-body.ts";

/** What a request to the management API may carry. */
export const BODY_LIMIT = 1024 * 1024;

const JSON_TYPE = /^application\/([\w.-]+\+)?json$/i;

/** The request's body, whole; throws `BodyTooLarge`. */
export async function readBytes(ctx: Context): Promise<Buffer> {
  try {
    return await readBody(ctx.req, BODY_LIMIT);
  } catch (error) {
    throw error instanceof TooLarge ? new BodyTooLarge(BODY_LIMIT) : error;
  }
}

/** The request's JSON; throws an `ApiError` that does not quote it. */
export async function readJson(ctx: Context): Promise<unknown> {
  const { type } = ctx.request;
  if (type !== "" && !JSON_TYPE.test(type)) throw new UnsupportedMediaType(type);
  const bytes = await readBytes(ctx);
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch (error) {
    // The parser's own message quotes the body, which may hold a secret; its position does not.
    const position = / at position \d+/.exec((error as Error).message)?.[0] ?? "";
    throw new BadRequest(`The request body is not JSON${position}.`);
  }
}
