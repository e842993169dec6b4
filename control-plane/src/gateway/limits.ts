import { parseDuration } from "../duration.ts";
import type { GatewayConfigRow } from "../gateway-config/store.ts";

/** How long the gateway waits and how much it takes. */
export interface GatewayLimits {
  /** One try: until its headers, and for a stream between two pieces. */
  perRequestTimeoutMs: number;
  /** All tries together, until the first byte to the client. */
  totalTimeoutMs: number;
  maxBodyBytes: number;
  /** A client that takes nothing for so long, while there is something for it, has gone. */
  clientStallMs: number;
  /** Estimated; null: no cap. */
  maxInputTokens: number | null;
  maxOutputTokens: number | null;
}

export const DEFAULT_LIMITS: GatewayLimits = {
  perRequestTimeoutMs: 60_000,
  totalTimeoutMs: 120_000,
  clientStallMs: 300_000,
  // Images travel inside the messages.
  maxBodyBytes: 32 * 1024 * 1024,
  maxInputTokens: null,
  maxOutputTokens: null,
};

/** What an account has set in its gateway configuration. */
export function limitsOf(config: GatewayConfigRow): Partial<GatewayLimits> {
  return {
    ...milliseconds("totalTimeoutMs", config.total_timeout),
    ...milliseconds("perRequestTimeoutMs", config.per_request_timeout),
    ...(config.max_input_tokens !== null && { maxInputTokens: config.max_input_tokens }),
    ...(config.max_output_tokens !== null && { maxOutputTokens: config.max_output_tokens }),
  };
}

/** Timers take at most 2^31 - 1 ms, 24 days; more waits as long as that. */
const MAX_TIMER_MS = 2 ** 31 - 1;

function milliseconds(name: "totalTimeoutMs" | "perRequestTimeoutMs", duration: string | null) {
  const parsed = duration === null ? undefined : parseDuration(duration);
  return parsed === undefined ? {} : { [name]: Math.min(Math.round(parsed), MAX_TIMER_MS) };
}
