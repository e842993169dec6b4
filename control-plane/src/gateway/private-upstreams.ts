import { BlockList, isIP } from "node:net";

/**
 * Which hosts on loopback or private networks custom providers may use. Everything else private is refused, so that a
 * tenant can't reach the operator's own network through the gateway.
 */
export interface PrivateUpstreams {
  /** Whether a base URL may name this host: as a name, an address, or by a block that holds the address. */
  allowsHost(host: string): boolean;
  allowsAddress(address: string): boolean;
}

const PRIVATE = new BlockList();
for (const [block, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  PRIVATE.addSubnet(block, bits, "ipv4");
}
for (const [block, bits] of [
  // Forms that carry an IPv4 address, which may be any: IPv4-compatible ("::" and "::1" are among them), NAT64, 6to4.
  ["::", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  PRIVATE.addSubnet(block, bits, "ipv6");
}

/** Whether the address is loopback, link-local (cloud metadata included), private, multicast or reserved. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  return family !== 0 && PRIVATE.check(address, family === 6 ? "ipv6" : "ipv4");
}

/** Whether the text can stand in `AIGATEWAY_PRIVATE_UPSTREAMS`: a host name, an address or a CIDR block. */
export function isPrivateUpstreamEntry(entry: string): boolean {
  const [address = "", bits] = entry.split("/");
  const family = isIP(address);
  if (bits !== undefined)
    return family !== 0 && /^\d+$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32);
  return family !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(entry);
}

/** Reads the entries of `AIGATEWAY_PRIVATE_UPSTREAMS`, which the configuration has checked. */
export function createPrivateUpstreams(entries: readonly string[]): PrivateUpstreams {
  const names = new Set<string>();
  const allowed = new BlockList();
  for (const entry of entries) {
    const [address = "", bits] = entry.split("/");
    const family = isIP(address);
    if (family === 0) names.add(entry.toLowerCase());
    else if (bits === undefined) allowed.addAddress(address, family === 6 ? "ipv6" : "ipv4");
    else allowed.addSubnet(address, Number(bits), family === 6 ? "ipv6" : "ipv4");
  }
  const allowsAddress = (address: string) => {
    const family = isIP(address);
    return family !== 0 && allowed.check(address, family === 6 ? "ipv6" : "ipv4");
  };
  return {
    allowsAddress,
    allowsHost: (host) => names.has(host.toLowerCase()) || allowsAddress(host),
  };
}
