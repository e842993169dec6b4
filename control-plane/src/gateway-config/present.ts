import type { z } from "zod";
import type { UriMaker } from "../http/route.ts";
import type { GatewayConfig } from "./schema.ts";
import type { GatewayConfigRow } from "./store.ts";

export const DEFAULT_TOTAL_TIMEOUT = "120s";
export const DEFAULT_PER_REQUEST_TIMEOUT = "60s";

export function presentGatewayConfig(row: GatewayConfigRow, uri: UriMaker): z.input<typeof GatewayConfig> {
  return {
    accountId: row.account_id,
    uri: uri("/gateway-config"),
    totalTimeout: row.total_timeout ?? DEFAULT_TOTAL_TIMEOUT,
    perRequestTimeout: row.per_request_timeout ?? DEFAULT_PER_REQUEST_TIMEOUT,
    maxInputTokens: row.max_input_tokens,
    maxOutputTokens: row.max_output_tokens,
    metadata: row.metadata,
  };
}
