import type { Knex } from "knex";
import type { Clock } from "../clock.ts";
import { type Database, inTransaction } from "../database.ts";
import { addSpending } from "./add-spending.ts";
import { readCredits } from "./read-credits.ts";

/** A process that does not come back is waited for this long before others may spend what it had set aside. */
export const LEASE_MS = 60_000;
/** The most that is set aside at once, unless a single request needs more: a dollar. */
const BLOCK_NANOS = 1_000_000_000;
/** At most this share of what is left, so that other processes find something, too. */
const SHARE = 4;

export interface LeaseRequest {
  accountId: string;
  /** Set aside this much at least, if there is as much; in nano-dollars. */
  need: number;
  /** What this process has set aside already and not let go of, spent or not. */
  outstanding: number;
}

export interface Leased {
  /** What was set aside now; 0: nothing is left, or others have it. */
  added: number;
  everGranted: boolean;
  /** When some of the credits expire: until then what was set aside may be spent. */
  until: number;
}

/** The leases of one process in the database. */
export interface LeaseStore {
  /** Sets a part of the balance aside, and keeps what was set aside before from expiring. */
  acquire(request: LeaseRequest): Promise<Leased>;
  /** Keeps this process's leases from expiring; gives the accounts whose lease was still there, and nobody else's yet. */
  renew(): Promise<ReadonlySet<string>>;
  /** Gives back all but what is still needed. */
  giveBack(accountId: string, kept: number): Promise<void>;
}

export function createLeaseStore(options: { db: Database; clock: Clock; holder: string }): LeaseStore {
  const { db, clock, holder } = options;

  return {
    acquire({ accountId, need, outstanding }) {
      return inTransaction(db, async (transaction) => {
        const now = clock.now();
        await addSpending(transaction, accountId, 0); // locks the account
        const { balanceNanos, everGranted } = await readCredits(transaction, accountId, clock);
        const leases = () => transaction("credit_leases").where({ account_id: accountId });
        const { others } = (await leases()
          .whereNot({ holder })
          .where("expires_at", ">", now)
          .sum({ others: "amount_nanos" })
          .first()) as { others: number | string | null };
        const available = balanceNanos - Number(others ?? 0) - outstanding;
        const block = Math.max(need, Math.min(Math.floor(available / SHARE), BLOCK_NANOS));
        const added = Math.max(0, Math.min(available, block));
        const until = await nextExpiry(transaction, accountId, now);
        if (added === 0 && outstanding === 0) return { added, everGranted, until };
        await leases().where("expires_at", "<=", now).whereNot({ holder }).delete();
        await transaction("credit_leases")
          .insert({
            holder,
            account_id: accountId,
            amount_nanos: outstanding + added,
            expires_at: now + LEASE_MS,
          })
          .onConflict(["account_id", "holder"])
          .merge();
        return { added, everGranted, until };
      });
    },

    async renew() {
      const renewed: { account_id: string }[] = await db("credit_leases")
        .where({ holder })
        .update({ expires_at: clock.now() + LEASE_MS })
        .returning("account_id");
      return new Set(renewed.map(({ account_id }) => account_id));
    },

    async giveBack(accountId, kept) {
      await inTransaction(db, async (transaction) => {
        await addSpending(transaction, accountId, 0);
        const mine = transaction("credit_leases").where({ account_id: accountId, holder });
        await (kept > 0 ? mine.update({ amount_nanos: kept }) : mine.delete());
      });
    },
  };
}

async function nextExpiry(transaction: Knex.Transaction, accountId: string, now: number): Promise<number> {
  const { next } = (await transaction("credit_grants")
    .where({ account_id: accountId })
    .where("remaining_nanos", ">", 0)
    .where("expires_at", ">", now)
    .min({ next: "expires_at" })
    .first()) as { next: number | null };
  return next ?? Number.POSITIVE_INFINITY;
}

/** What was spent has been taken off the balance: it need not be set aside any more. The account must be locked. */
export async function takeOffLease(
  transaction: Knex.Transaction,
  lease: { holder: string; accountId: string },
  nanos: number,
): Promise<void> {
  await transaction("credit_leases")
    .where({ account_id: lease.accountId, holder: lease.holder })
    .decrement("amount_nanos", nanos);
}
