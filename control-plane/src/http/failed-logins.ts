import ipaddr from "ipaddr.js";
import { RateLimiterMemory } from "rate-limiter-flexible";

/** Counts refused credentials by address, so that nobody can try them without end. */
export interface FailedLogins {
  /** Seconds until this address may try again; undefined while it may. */
  blockedFor(address: string): Promise<number | undefined>;
  add(address: string): Promise<void>;
}

/** @param perMinute how many refused credentials an address has; 0: no limit. */
export function createFailedLogins(perMinute: number): FailedLogins {
  if (perMinute === 0) return { blockedFor: async () => undefined, add: async () => undefined };
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 });
  return {
    async blockedFor(address) {
      const state = await limiter.get(networkOf(address));
      if (!state || state.consumedPoints < perMinute) return undefined;
      return Math.max(1, Math.ceil(state.msBeforeNext / 1000));
    },
    async add(address) {
      // Rejects when the limit is passed; the next request is told.
      await limiter.consume(networkOf(address)).catch(() => undefined);
    },
  };
}

/** An IPv4 address, or the /64 that one IPv6 subscriber has all of. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === "ipv4" ? parsed.toString() : (parsed as ipaddr.IPv6).parts.slice(0, 4).join(":");
}
