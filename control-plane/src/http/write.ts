import { type NewAuditEvent, recordAudit } from "../audit-events/record-audit.ts";
import type { Clock } from "../clock.ts";
import { type Database, inTransaction } from "../database.ts";
import { type Answer, type Idempotency, type Repeatable, repeatable } from "./idempotency.ts";
import type { Call, Route } from "./route.ts";

/** A write that has passed its schemas, and where it came from. */
export interface Write {
  route: Route;
  call: Omit<Call, "audit" | "answerHeaders">;
  /** The path as sent. */
  path: string;
  idempotencyKey: string | undefined;
  origin: NonNullable<NewAuditEvent["origin"]>;
}

export interface Written extends Answer {
  /** Whether it is the answer of an earlier, equal request. */
  replayed: boolean;
}

/**
 * Carries writes out. What a write changes, its audit event, and the answer that a repetition will get are one
 * transaction: a client that never heard the answer repeats the request and loses nothing.
 */
export function createWriter({ clock, idempotency }: { clock: Clock; idempotency: Idempotency }) {
  /** Runs the route's handler and writes down who did what. */
  async function perform({ route, call, origin }: Write, db: Database): Promise<Answer> {
    const headers: Answer["headers"] = {};
    const { accountId, apiKeyId } = call.caller;
    const audit: Call["audit"] = (action, resourceId, changedFields = []) => {
      const actor = { type: "apiKey", id: apiKeyId } as const;
      return recordAudit(db, { accountId, action, resourceId, actor, changedFields, origin }, clock);
    };
    const body = await route.handle({ ...call, db, audit, answerHeaders: headers });
    if (route.action) await audit(route.action, resourceIdOf(call, body), fieldsOf(call.body));
    return { body, headers };
  }

  /** For handlers that call another service: a transaction must not wait for that. */
  async function performOutside(write: Write, request: Repeatable | undefined): Promise<Written> {
    const { db } = write.call;
    const before = request && (await idempotency.find(db, request));
    if (before) return { ...before, replayed: true };
    const answer = await perform(write, db);
    if (!request) return { ...answer, replayed: false };
    return inTransaction(db, async (transaction) => {
      const faster = await idempotency.claim(transaction, request);
      if (faster) return { ...faster, replayed: true };
      await idempotency.keep(transaction, request, answer);
      return { ...answer, replayed: false };
    });
  }

  return async (write: Write): Promise<Written> => {
    const { route, call, path, idempotencyKey } = write;
    const request =
      idempotencyKey === undefined
        ? undefined
        : repeatable(idempotencyKey, call.caller, { method: route.method, path, body: call.body });
    if (route.callsOut) return performOutside(write, request);
    return inTransaction(call.db, async (transaction) => {
      const before = request && (await idempotency.claim(transaction, request));
      if (before) return { ...before, replayed: true };
      const answer = await perform(write, transaction);
      if (request) await idempotency.keep(transaction, request, answer);
      return { ...answer, replayed: false };
    });
  };
}

/** What was written: the resource in the path, else the one in the answer, else the account itself. */
function resourceIdOf({ params, caller }: Pick<Call, "params" | "caller">, body: unknown): string {
  const { id, sessionId } = { ...(body as object | undefined), ...(params as object) } as {
    id?: string;
    sessionId?: string;
  };
  return id ?? sessionId ?? caller.accountId;
}

function fieldsOf(body: unknown): string[] {
  return Object.entries((body as object | undefined) ?? {}).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
}
