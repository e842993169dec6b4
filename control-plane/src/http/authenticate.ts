import type { Middleware } from "koa";
import { createApiKeyStore } from "../api-keys/store.ts";
import { hashToken } from "../crypto/token.ts";
import type { Database } from "../database.ts";
import { TooManyRequests, Unauthenticated } from "../errors.ts";
import type { LastUsed } from "../last-used.ts";
import type { FailedLogins } from "./failed-logins.ts";

export interface AuthenticateOptions {
  db: Database;
  failedLogins: FailedLogins;
  lastUsed: LastUsed;
}

/** Admits requests that carry a known API key, and sets `ctx.state.caller`. */
export function authenticate({ db, failedLogins, lastUsed }: AuthenticateOptions): Middleware {
  const apiKeys = createApiKeyStore(db);
  return async (ctx, next) => {
    const token = bearerToken(ctx.get("Authorization"));
    if (!token) {
      throw new Unauthenticated("This API needs an API key: send it as 'Authorization: Bearer <API key>'.");
    }
    const { remoteAddress } = ctx.state;
    const seconds = await failedLogins.blockedFor(remoteAddress);
    if (seconds !== undefined) {
      ctx.set("Retry-After", String(seconds));
      throw new TooManyRequests(
        `Too many wrong API keys came from ${remoteAddress}; try again in ${seconds} s.`,
      );
    }
    const apiKey = await apiKeys.findByTokenHash(hashToken(token));
    if (!apiKey) {
      await failedLogins.add(remoteAddress);
      throw new Unauthenticated(
        token.includes("-g1-")
          ? "This is an access key, which is for the gateway (/v1). The management API needs an API key."
          : "The API key is unknown, or has been deleted.",
      );
    }
    lastUsed.touch("api_keys", apiKey.id);
    ctx.state.caller = { accountId: apiKey.account_id, apiKeyId: apiKey.id };
    ctx.state.logged.apiKeyId = apiKey.id;
    await next();
  };
}

/** The credential of an `Authorization: Bearer …` header, or undefined. */
export function bearerToken(header: string | undefined): string | undefined {
  return header === undefined ? undefined : /^Bearer +(\S+) *$/i.exec(header)?.[1];
}
