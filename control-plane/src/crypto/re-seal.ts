import { type Database, inTransaction } from "../database.ts";
import { SealError, type Sealer } from "./seal.ts";

/** Where sealed values are. Each is sealed for the id of its row. */
const SEALED_COLUMNS = [
  { table: "provider_keys", column: "sealed_value" },
  { table: "idempotent_answers", column: "sealed_answer" },
  { table: "registry_signing_keys", column: "sealed_private_key" },
] as const;

const ROWS_AT_A_TIME = 200;

export interface ReSealed {
  /** How many values are sealed with the first key now that were not before. */
  count: number;
  /** Rows whose values no given key opens. */
  unopened: string[];
}

interface SealedRow {
  id: string;
  sealed: string;
}

/**
 * Seals everything with the first key that is sealed with another. It may be stopped at any moment and begun again, and
 * the service may run meanwhile: a value is only replaced if it is still the one that was opened.
 */
export async function reSeal(
  db: Database,
  sealer: Sealer,
  onProgress: (count: number) => void = () => undefined,
): Promise<ReSealed> {
  const result: ReSealed = { count: 0, unopened: [] };
  for (const { table, column } of SEALED_COLUMNS) {
    for (let after = ""; ; ) {
      const rows: SealedRow[] = await db(table)
        .where("id", ">", after)
        .whereNotNull(column)
        .where(column, "not like", `${sealer.prefix()}%`)
        .orderBy("id")
        .limit(ROWS_AT_A_TIME)
        .select({ id: "id", sealed: column });
      const last = rows.at(-1);
      if (!last) break;
      after = last.id;
      result.count += await replace(db, table, column, reSealed(rows, sealer, result));
      onProgress(result.count);
    }
  }
  return result;
}

function reSealed(rows: readonly SealedRow[], sealer: Sealer, { unopened }: ReSealed) {
  return rows.flatMap(({ id, sealed }) => {
    try {
      return [{ id, sealed, again: sealer.seal(sealer.open(sealed, id), id) }];
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      unopened.push(id);
      return [];
    }
  });
}

function replace(
  db: Database,
  table: string,
  column: string,
  values: readonly (SealedRow & { again: string })[],
): Promise<number> {
  return inTransaction(db, async (transaction) => {
    let replaced = 0;
    for (const { id, sealed, again } of values) {
      replaced += await transaction(table)
        .where({ id, [column]: sealed })
        .update({ [column]: again });
    }
    return replaced;
  });
}
