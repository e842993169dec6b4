import type { Knex } from "knex";

/**
 * Adds to the sum of all that an account has spent, and locks its row until the transaction ends: whoever changes its
 * credits does this first, with 0 if nothing is spent, so that nobody passes another by. The sum itself is the ledger's
 * own check: it equals the events' cost.
 */
export async function addSpending(transaction: Knex.Transaction, id: string, nanos: number): Promise<void> {
  await transaction("accounts").where({ id }).increment("spent_nanos", nanos);
}
