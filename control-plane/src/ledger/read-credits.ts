import type { Clock } from "../clock.ts";
import type { Database } from "../database.ts";

export interface Credits {
  balanceNanos: number;
  /** Whether anything was ever granted: an account that has used up its credits differs from one without any. */
  everGranted: boolean;
}

/** An account's credits as the database has them: the rests of grants that have not expired, less what is owed. */
export async function readCredits(db: Database, accountId: string, clock: Clock): Promise<Credits> {
  const grants = () => db("credit_grants").where({ account_id: accountId });
  const unexpired = grants().where((each) =>
    each.whereNull("expires_at").orWhere("expires_at", ">", clock.now()),
  );
  // One statement, so that the parts are of the same moment. Sums come as texts from PostgreSQL.
  const { remaining, owed, granted } = (await db
    .select({
      remaining: unexpired.sum("remaining_nanos"),
      owed: db("billing_periods")
        .where({ account_id: accountId })
        .select(db.raw("SUM(total_nanos - applied_nanos)")),
      granted: grants().count("*"),
    })
    .first()) as Record<"remaining" | "owed" | "granted", number | string | null>;
  return { balanceNanos: Number(remaining ?? 0) - Number(owed ?? 0), everGranted: Number(granted) > 0 };
}
