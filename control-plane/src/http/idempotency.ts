import { createHash } from "node:crypto";
import type { Clock } from "../clock.ts";
import type { Sealer } from "../crypto/seal.ts";
import type { Database } from "../database.ts";
import { Conflict } from "../errors.ts";
import type { Caller } from "./route.ts";

/** How long a repeated POST gets the first answer again. */
export const IDEMPOTENCY_WINDOW_MS = 15 * 60_000;

/** What a write answers with, beside its status, which is the route's. */
export interface Answer {
  body: unknown;
  headers: Record<string, string>;
}

/** A POST that its client may repeat. */
export interface Repeatable {
  /** The client's key as a row id: a hash of it and of who sent it. */
  id: string;
  /** A hash of what it asks for. */
  fingerprint: string;
}

interface AnswerRow {
  id: string;
  sealed_answer: string | null;
  created_at: number;
}

/** What is sealed: a hash of a body may give a short secret in it away as well. */
interface Kept {
  fingerprint: string;
  answer: Answer;
}

/** Answers of POSTs with an `Idempotency-Key`. They hold tokens that are shown once: sealed, and erased after the window. */
export interface Idempotency {
  /** The answer that the same request got before. Throws `Conflict` when the key was used for another one. */
  find(db: Database, request: Repeatable): Promise<Answer | undefined>;
  /** The same, and if there is none claims the key: until the transaction ends the same request waits for it. */
  claim(transaction: Database, request: Repeatable): Promise<Answer | undefined>;
  /** Keeps the answer of a request that has claimed its key. */
  keep(transaction: Database, request: Repeatable, answer: Answer): Promise<void>;
  /** Erases what is older than the window. */
  sweep(): Promise<void>;
}

export function repeatable(
  key: string,
  caller: Caller,
  request: { method: string; path: string; body: unknown },
): Repeatable {
  return {
    id: hash(caller.accountId, caller.apiKeyId, key),
    fingerprint: hash(request.method, request.path, JSON.stringify(request.body) ?? ""),
  };
}

export function createIdempotency(options: { db: Database; clock: Clock; sealer: Sealer }): Idempotency {
  const { clock, sealer } = options;
  const table = "idempotent_answers";
  const horizon = () => clock.now() - IDEMPOTENCY_WINDOW_MS;

  async function find(db: Database, { id, fingerprint }: Repeatable): Promise<Answer | undefined> {
    const row: AnswerRow | undefined = await db(table)
      .where({ id })
      .where("created_at", ">", horizon())
      .first();
    if (!row?.sealed_answer) return undefined;
    const kept = JSON.parse(sealer.open(row.sealed_answer, id)) as Kept;
    if (kept.fingerprint !== fingerprint) {
      throw new Conflict(
        "This Idempotency-Key was used for another request within 15 minutes; take a new key for a new request.",
      );
    }
    return kept.answer;
  }

  return {
    find,

    async claim(transaction, request) {
      const { id } = request;
      await transaction(table).where({ id }).where("created_at", "<=", horizon()).delete();
      // Waits for a transaction that has claimed the same key, and then finds its row.
      const claimed = await transaction(table)
        .insert({ id, sealed_answer: null, created_at: clock.now() })
        .onConflict("id")
        .ignore()
        .returning("id");
      return claimed.length > 0 ? undefined : find(transaction, request);
    },

    async keep(transaction, { id, fingerprint }, answer) {
      const kept: Kept = { fingerprint, answer };
      const sealed = sealer.seal(JSON.stringify(kept), id);
      await transaction(table).where({ id }).update({ sealed_answer: sealed });
    },

    async sweep() {
      await options.db(table).where("created_at", "<=", horizon()).delete();
    },
  };
}

function hash(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
}
