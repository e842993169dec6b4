import type { Middleware } from "koa";
import type { ApiKeyStore } from "../api-keys/store.ts";
import { hashToken } from "../crypto/token.ts";
import { Unauthenticated } from "../errors.ts";

/** Admits requests that carry a known API key, and sets `ctx.state.caller`. */
export function authenticate(apiKeys: ApiKeyStore): Middleware {
  return async (ctx, next) => {
    const token = bearerToken(ctx.get("Authorization"));
    if (!token) {
      throw new Unauthenticated("This API needs an API key: send it as 'Authorization: Bearer <API key>'.");
    }
    const apiKey = await apiKeys.findByTokenHash(hashToken(token));
    if (!apiKey) {
      throw new Unauthenticated(
        token.includes("-g1-")
          ? "This is an access key, which is for the gateway (/v1). The management API needs an API key."
          : "The API key is unknown, or has been deleted.",
      );
    }
    ctx.state.caller = { accountId: apiKey.account_id, apiKeyId: apiKey.id };
    await next();
  };
}

/** The credential of an `Authorization: Bearer …` header, or undefined. */
export function bearerToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^Bearer +(\S+) *$/i.exec(header)?.[1];
}
