/** What a process has set aside of one account's credits, in nano-dollars. */
export interface Lease {
  /** May be reserved; below zero when a last request was let through. */
  free: number;
  reserved: number;
  /** Requests that hold a part of it. */
  holders: number;
  /** Spent, and not taken off the balance yet. */
  unsettled: number;
  everGranted: boolean;
  expiresAt: number;
  /** No renewal goes beyond this. */
  until: number;
  isUsed: boolean;
  /** Below this more is set aside ahead of the need. */
  low: number;
  topUpAfter: number;
  acquiring: Promise<number> | undefined;
  returning: Promise<void> | undefined;
}

/** Nothing is set aside yet. */
export function newLease(): Lease {
  return {
    free: 0,
    reserved: 0,
    holders: 0,
    unsettled: 0,
    everGranted: false,
    expiresAt: 0,
    until: 0,
    isUsed: true,
    low: 0,
    topUpAfter: 0,
    acquiring: undefined,
    returning: undefined,
  };
}
