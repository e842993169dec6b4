/** How long the gateway waits and how much it takes. */
export interface GatewayLimits {
  /** One try: until its headers, and for a stream between two pieces. */
  perRequestTimeoutMs: number;
  /** All tries together, until the first byte to the client. */
  totalTimeoutMs: number;
  maxBodyBytes: number;
}

export const DEFAULT_LIMITS: GatewayLimits = {
  perRequestTimeoutMs: 60_000,
  totalTimeoutMs: 120_000,
  // Images travel inside the messages.
  maxBodyBytes: 32 * 1024 * 1024,
};
