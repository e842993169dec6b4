import { type NewAuditEvent, recordAudit } from "../audit-events/record-audit.ts";
import type { Clock } from "../clock.ts";
import { type Database, inTransaction } from "../database.ts";
import { type Answer, type Idempotency, type Repeatable, repeatable } from "./idempotency.ts";
import type { Call, ParsedCall, Route } from "./route.ts";

/** A write that has passed its schemas, and where it came from. */
export interface Write {
  route: Route;
  call: ParsedCall;
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
  function auditor({ call, origin }: Write, db: Database): Call["audit"] {
    const { accountId, apiKeyId } = call.caller;
    return (action, resourceId, changedFields = []) => {
      const actor = { type: "apiKey", id: apiKeyId } as const;
      return recordAudit(db, { accountId, action, resourceId, actor, changedFields, origin }, clock);
    };
  }

  async function handle(write: Write, db: Database): Promise<Answer> {
    const headers: Answer["headers"] = {};
    const audit = auditor(write, db);
    const body = await write.route.handle({ ...write.call, db, audit, answerHeaders: headers });
    return { body, headers };
  }

  /** Writes down who did what, and what a repetition will be answered. */
  async function conclude(write: Write, db: Database, request: Repeatable | undefined, answer: Answer) {
    const { route, call } = write;
    if (route.action) {
      await auditor(write, db)(route.action, resourceIdOf(call, answer.body), fieldsOf(call.body));
    }
    if (request) await idempotency.keep(db, request, answer);
    return { ...answer, replayed: false };
  }

  /** For handlers that call another service: a transaction must not wait for that. */
  async function writeOutside(write: Write, request: Repeatable | undefined): Promise<Written> {
    const { db } = write.call;
    const before = request && (await idempotency.find(db, request));
    if (before) return { ...before, replayed: true };
    const answer = await handle(write, db);
    return inTransaction(db, async (transaction) => {
      const faster = request && (await idempotency.claim(transaction, request));
      if (faster) return { ...faster, replayed: true };
      return conclude(write, transaction, request, answer);
    });
  }

  return async (write: Write): Promise<Written> => {
    const { route, call, path, idempotencyKey } = write;
    const request =
      idempotencyKey === undefined
        ? undefined
        : repeatable(idempotencyKey, call.caller, { method: route.method, path, body: call.body });
    if (route.callsOut) return writeOutside(write, request);
    return inTransaction(call.db, async (transaction) => {
      const before = request && (await idempotency.claim(transaction, request));
      if (before) return { ...before, replayed: true };
      return conclude(write, transaction, request, await handle(write, transaction));
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
