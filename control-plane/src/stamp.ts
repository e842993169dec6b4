import type { Clock } from "./clock.ts";
import type { OwnedRow } from "./collection.ts";
import type { Caller } from "./http/route.ts";
import { type IdKind, newId } from "./ids.ts";

/** The head of a new row: id, owner, and who made it when. */
export function stampNew(kind: IdKind, caller: Caller, clock: Clock): Omit<OwnedRow, "metadata"> {
  const now = clock.now();
  return {
    id: newId(kind),
    account_id: caller.accountId,
    created_at: now,
    updated_at: now,
    created_by: caller.apiKeyId,
    updated_by: caller.apiKeyId,
  };
}

/** Who changes a row when. */
export function stampUpdate(caller: Caller, clock: Clock): Pick<OwnedRow, "updated_at" | "updated_by"> {
  return { updated_at: clock.now(), updated_by: caller.apiKeyId };
}
