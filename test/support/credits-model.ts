import { startOfMonth } from "../../control-plane/src/clock.ts";

/** What an account's credits should be, worked out the plain way. Amounts in nano-dollars, times in milliseconds. */
export interface CreditsModel {
  grants: { amount: number; rest: number; expiresAt: number | null }[];
  /** What was used, and what of it credits have paid, by the beginning of its month. */
  months: Map<number, { total: number; applied: number }>;
  grant(amount: number, expiresAt: number | null): void;
  spend(cost: number, now: number): void;
  balance(now: number): number;
}

export function createCreditsModel(): CreditsModel {
  const grants: CreditsModel["grants"] = [];
  const months: CreditsModel["months"] = new Map();
  const isAlive = ({ expiresAt }: { expiresAt: number | null }, now: number) =>
    expiresAt === null || expiresAt > now;

  return {
    grants,
    months,

    grant(amount, expiresAt) {
      let rest = amount;
      for (const month of months.values()) {
        const paid = Math.min(rest, month.total - month.applied);
        month.applied += paid;
        rest -= paid;
      }
      grants.push({ amount, rest, expiresAt });
    },

    spend(cost, now) {
      let unpaid = cost;
      for (const grant of grants) {
        if (!isAlive(grant, now)) continue;
        const taken = Math.min(unpaid, grant.rest);
        grant.rest -= taken;
        unpaid -= taken;
      }
      const month = months.get(startOfMonth(now)) ?? { total: 0, applied: 0 };
      month.total += cost;
      month.applied += cost - unpaid;
      months.set(startOfMonth(now), month);
    },

    /** Grants, less what of expired ones was not spent, less what was spent. */
    balance(now) {
      const granted = grants.reduce((sum, { amount }) => sum + amount, 0);
      const lost = grants.reduce((sum, grant) => sum + (isAlive(grant, now) ? 0 : grant.rest), 0);
      const spent = [...months.values()].reduce((sum, { total }) => sum + total, 0);
      return granted - lost - spent;
    },
  };
}
