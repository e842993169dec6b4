import type { Clock } from "../clock.ts";
import { type Lease, newLease } from "./lease.ts";
import { LEASE_MS, type LeaseStore } from "./lease-store.ts";

/** After a vain try to set more aside ahead of the need, the next one waits. */
const TOP_UP_PAUSE_MS = 1000;

/** Credits that this process may spend without asking the database, by account. */
export interface Leases {
  /**
   * Holds what a request may cost at most, at once if enough is set aside. A request that may cost more than is left
   * is let through when it is the account's only one here: what is left is spent, not stranded.
   */
  reserve(accountId: string, nanos: number): Reserved | Promise<Reserved>;
  /** An event costs this much from now on; it is not in the database yet. */
  spend(accountId: string, nanos: number): void;
  /** What was spent has been taken off the balance in the database, and off the lease there. */
  settle(accountId: string, nanos: number): void;
  /** Renews what is used, and gives back what has not been used since the last time. */
  sweep(): Promise<void>;
  /** Gives everything back. */
  close(): Promise<void>;
}

export type Reserved = { reservation: Reservation } | { refused: "used up" | "never granted" };

/** What is held for one request. */
export interface Reservation {
  /** The request is over: what it has cost is with `spend`. Once. */
  release(): void;
}

export function createLeases({ store, clock }: { store: LeaseStore; clock: Clock }): Leases {
  const leases = new Map<string, Lease>();

  function leaseOf(accountId: string): Lease {
    let lease = leases.get(accountId);
    if (!lease) {
      lease = newLease();
      leases.set(accountId, lease);
    }
    return lease;
  }

  /** Sets more aside; gives how much. Several requests that want it at once share one. */
  function acquire(accountId: string, lease: Lease, need: number): Promise<number> {
    lease.acquiring ??= (async () => {
      try {
        await lease.returning;
        // Too late to keep: others may have it.
        if (lease.expiresAt <= clock.now()) lease.free = Math.min(lease.free, 0);
        const asked = clock.now();
        const outstanding = lease.free + lease.reserved + lease.unsettled;
        const { added, everGranted, until } = await store.acquire({
          accountId,
          need: Math.max(1, need - lease.free),
          outstanding,
        });
        lease.free += added;
        lease.low = added / 2;
        lease.topUpAfter = asked + TOP_UP_PAUSE_MS;
        lease.everGranted = everGranted;
        lease.until = until;
        lease.expiresAt = Math.min(asked + LEASE_MS, until);
        return added;
      } finally {
        lease.acquiring = undefined;
      }
    })();
    return lease.acquiring;
  }

  function hold(lease: Lease, nanos: number): Reserved {
    lease.free -= nanos;
    lease.reserved += nanos;
    lease.holders++;
    lease.isUsed = true;
    return {
      reservation: {
        release() {
          lease.free += nanos;
          lease.reserved -= nanos;
          lease.holders--;
        },
      },
    };
  }

  async function reserveSlowly(accountId: string, lease: Lease, nanos: number): Promise<Reserved> {
    for (;;) {
      const added = await acquire(accountId, lease, nanos);
      if (lease.free >= nanos) return hold(lease, nanos);
      if (lease.holders === 0 && lease.free > 0) return hold(lease, nanos);
      if (added === 0) return { refused: lease.everGranted ? "used up" : "never granted" };
    }
  }

  /** Ahead of the need, so that no request waits for it. A failure shows when the need is there. */
  function topUp(accountId: string, lease: Lease): void {
    if (lease.acquiring || clock.now() < lease.topUpAfter) return;
    acquire(accountId, lease, 0).catch(() => undefined);
  }

  async function giveBack(accountId: string, lease: Lease): Promise<void> {
    lease.free = 0;
    lease.returning = store.giveBack(accountId, lease.reserved + lease.unsettled).finally(() => {
      lease.returning = undefined;
    });
    await lease.returning;
    const isIdle = lease.holders === 0 && lease.unsettled === 0 && lease.free === 0 && !lease.acquiring;
    if (isIdle) leases.delete(accountId);
  }

  return {
    reserve(accountId, nanos) {
      const lease = leaseOf(accountId);
      if (lease.free < nanos || lease.expiresAt <= clock.now()) return reserveSlowly(accountId, lease, nanos);
      const reserved = hold(lease, nanos);
      if (lease.free < lease.low) topUp(accountId, lease);
      return reserved;
    },

    spend(accountId, nanos) {
      const lease = leaseOf(accountId);
      lease.free -= nanos;
      lease.unsettled += nanos;
    },

    settle(accountId, nanos) {
      const lease = leaseOf(accountId);
      lease.unsettled -= nanos;
    },

    async sweep() {
      let isAnyUsed = false;
      for (const [accountId, lease] of leases) {
        if (lease.isUsed || lease.holders > 0) isAnyUsed = true;
        else if (!lease.acquiring) await giveBack(accountId, lease);
        lease.isUsed = false;
      }
      if (!isAnyUsed) return;
      const asked = clock.now();
      const renewed = await store.renew();
      for (const [accountId, lease] of leases) {
        if (lease.expiresAt > asked && renewed.has(accountId))
          lease.expiresAt = Math.min(asked + LEASE_MS, lease.until);
      }
    },

    async close() {
      for (const [accountId, lease] of leases) await giveBack(accountId, lease);
    },
  };
}
