import type { Changes } from "../collection.ts";
import type { Database } from "../database.ts";

/** An account's settings of the gateway; null in a field means the default. */
export interface GatewayConfigRow {
  account_id: string;
  total_timeout: string | null;
  per_request_timeout: string | null;
  max_input_tokens: number | null;
  max_output_tokens: number | null;
  metadata: string | null;
}

export interface GatewayConfigStore {
  /** An account that has set nothing has the defaults. */
  get(accountId: string): Promise<GatewayConfigRow>;
  update(accountId: string, changes: Changes<GatewayConfigRow>): Promise<GatewayConfigRow>;
}

export function createGatewayConfigStore(db: Database): GatewayConfigStore {
  async function get(accountId: string): Promise<GatewayConfigRow> {
    const row: GatewayConfigRow | undefined = await db("gateway_configs")
      .where({ account_id: accountId })
      .first();
    return row ?? defaults(accountId);
  }

  return {
    get,
    async update(accountId, changes) {
      const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
      const insert = db("gateway_configs")
        .insert({ account_id: accountId, ...given })
        .onConflict("account_id");
      await (Object.keys(given).length === 0 ? insert.ignore() : insert.merge(given));
      return get(accountId);
    },
  };
}

function defaults(accountId: string): GatewayConfigRow {
  return {
    account_id: accountId,
    total_timeout: null,
    per_request_timeout: null,
    max_input_tokens: null,
    max_output_tokens: null,
    metadata: null,
  };
}
