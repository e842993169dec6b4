import type { Clock } from "../clock.ts";
import type { Database } from "../database.ts";
import type { Credits } from "./ledger.ts";
import { readCredits } from "./read-credits.ts";
import type { UsageEvent } from "./usage-event.ts";

/** How long a balance is trusted before it is read again: grants may come from another process. */
const MAX_AGE_MS = 1000;

interface Balance extends Credits {
  readAt: number;
}

/** Balances in memory, so that a request is not held up by reading one: what is in the database less what is on its way there. */
export interface Balances {
  read(accountId: string): Promise<Credits>;
  /** An event's cost counts from now on. */
  hold(event: UsageEvent): void;
  /** The event has been written; the next reading of the database includes it. */
  settle(event: UsageEvent): void;
}

export function createBalances({ db, clock }: { db: Database; clock: Clock }): Balances {
  const known = new Map<string, Balance>();
  const held = new Map<string, number>();
  /** All that was ever held, to tell what came while a balance was being read. */
  const everHeld = new Map<string, number>();
  const reading = new Map<string, Promise<Balance>>();

  function refresh(accountId: string): Promise<Balance> {
    let promise = reading.get(accountId);
    if (!promise) {
      promise = load(accountId).finally(() => reading.delete(accountId));
      reading.set(accountId, promise);
    }
    return promise;
  }

  async function load(accountId: string): Promise<Balance> {
    const before = held.get(accountId) ?? 0;
    const everBefore = everHeld.get(accountId) ?? 0;
    const credits = await readCredits(db, accountId, clock);
    // What was on its way then, or has come since, may be in it or not: counting it twice for a second errs safely.
    const onItsWay = before + (everHeld.get(accountId) ?? 0) - everBefore;
    const balance = { ...credits, balanceNanos: credits.balanceNanos - onItsWay, readAt: clock.now() };
    known.set(accountId, balance);
    return balance;
  }

  return {
    async read(accountId) {
      const balance = known.get(accountId);
      if (!balance || balance.balanceNanos <= 0) return refresh(accountId);
      if (clock.now() - balance.readAt > MAX_AGE_MS) {
        // A failed reading leaves the old balance in place; the next request tries again.
        refresh(accountId).catch(() => undefined);
      }
      return balance;
    },

    hold({ accountId, costNanos }) {
      held.set(accountId, (held.get(accountId) ?? 0) + costNanos);
      everHeld.set(accountId, (everHeld.get(accountId) ?? 0) + costNanos);
      const balance = known.get(accountId);
      if (balance) balance.balanceNanos -= costNanos;
    },

    settle({ accountId, costNanos }) {
      const rest = (held.get(accountId) ?? 0) - costNanos;
      if (rest > 0) held.set(accountId, rest);
      else held.delete(accountId);
    },
  };
}
