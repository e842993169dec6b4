import { timingSafeEqual } from "node:crypto";
import type { Access } from "../access-key-configurations/schema.ts";
import { parseRouter, type StoredRouter } from "../access-key-configurations/stored-router.ts";
import type { Clock } from "../clock.ts";
import { hashToken, isWellFormedToken } from "../crypto/token.ts";
import type { Database } from "../database.ts";
import { type AccountCache, createAccountCache } from "./account-cache.ts";

/** An access key that has been checked, with the configuration that it obeys. */
export interface VerifiedKey {
  id: string;
  accountId: string;
  lineage: string | null;
  /** Null: everything is allowed, by the defaults. */
  configuration: KeyConfiguration | null;
}

export interface KeyConfiguration {
  id: string;
  access: Access | null;
  router: StoredRouter | undefined;
}

interface CachedKey extends VerifiedKey {
  expiresAt: number | null;
  tokenHash: Buffer;
}

export interface KeyVerifier {
  /** The key that the token is, or undefined when it is malformed, unknown, deleted or expired. */
  verify(token: string): Promise<VerifiedKey | undefined>;
  /** An account's key by its id, expired ones too; as it is in the database now. */
  find(accountId: string, id: string): Promise<VerifiedKey | undefined>;
  forget: AccountCache<unknown>["forget"];
}

const MAX_KEYS = 20_000;

export function createKeyVerifier(options: {
  db: Database;
  clock: Clock;
  isFeedLive(): boolean;
}): KeyVerifier {
  const { db, clock, isFeedLive } = options;
  const keys = createAccountCache<CachedKey>({
    clock,
    maxEntries: MAX_KEYS,
    isFeedLive,
    load: (hash) => findKey(db, { "k.token_hash": hash }),
    accountOf: (key) => key.accountId,
  });

  return {
    async verify(token) {
      // A mistyped or invented token costs no look-up.
      if (!isWellFormedToken(token, "g1")) return undefined;
      const hash = hashToken(token);
      const cached = keys.get(hash);
      const key = cached instanceof Promise ? await cached : cached;
      if (!key || !timingSafeEqual(key.tokenHash, Buffer.from(hash))) return undefined;
      return key.expiresAt !== null && key.expiresAt <= clock.now() ? undefined : key;
    },
    find: (accountId, id) => findKey(db, { "k.account_id": accountId, "k.id": id }),
    forget: keys.forget,
  };
}

async function findKey(db: Database, where: Record<string, string>): Promise<CachedKey | undefined> {
  const row = await db("access_keys as k")
    .leftJoin("access_key_configurations as c", "c.id", "k.configuration_id")
    .where(where)
    .first<KeyRow | undefined>(
      "k.id",
      "k.account_id",
      "k.lineage",
      "k.expires_at",
      "k.token_hash",
      "k.configuration_id",
      "c.access",
      "c.router",
    );
  return (
    row && {
      id: row.id,
      accountId: row.account_id,
      lineage: row.lineage,
      expiresAt: row.expires_at,
      tokenHash: Buffer.from(row.token_hash),
      configuration: row.configuration_id === null ? null : parseConfiguration(row.configuration_id, row),
    }
  );
}

interface KeyRow {
  id: string;
  account_id: string;
  lineage: string | null;
  expires_at: number | null;
  token_hash: string;
  configuration_id: string | null;
  access: string | null;
  router: string | null;
}

function parseConfiguration(id: string, { access, router }: KeyRow): KeyConfiguration {
  return { id, access: access === null ? null : JSON.parse(access), router: parseRouter(router) };
}
