import { type LookupAddress, lookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { Agent, buildConnector, type Dispatcher } from "undici";
import type { UpstreamProvider } from "./candidate.ts";
import { isPrivateAddress, type PrivateUpstreams } from "./private-upstreams.ts";

const CONNECT_TIMEOUT_MS = 10_000;
const KEEP_ALIVE_MS = 30_000;

/** The connections to upstreams, kept alive between requests. */
export interface UpstreamAgent {
  dispatcherFor(provider: UpstreamProvider): Dispatcher;
  close(): Promise<void>;
}

export function createUpstreamAgent(privateUpstreams: PrivateUpstreams): UpstreamAgent {
  // Time-outs of requests are the gateway's own: they differ by what is waited for.
  const options = { headersTimeout: 0, bodyTimeout: 0, keepAliveTimeout: KEEP_ALIVE_MS };
  const operators = new Agent({ ...options, connect: { timeout: CONNECT_TIMEOUT_MS } });
  const customs = new Agent({ ...options, connect: publicConnector(privateUpstreams) });
  return {
    dispatcherFor: ({ custom }) => (custom ? customs : operators),
    async close() {
      await Promise.all([operators.destroy(), customs.destroy()]);
    },
  };
}

/** Connects to addresses that are allowed now. Those that are written in a URL are never looked up, so they are checked here. */
function publicConnector(upstreams: PrivateUpstreams): buildConnector.connector {
  const connect = buildConnector({ timeout: CONNECT_TIMEOUT_MS, lookup: publicLookup(upstreams) });
  return (options, callback) => {
    const host = options.hostname.replace(/^\[|\]$/g, "");
    if (isIP(host) !== 0 && isPrivateAddress(host) && !upstreams.allowsHost(host)) {
      return callback(onPrivateNetwork(host), null);
    }
    connect(options, callback);
  };
}

function onPrivateNetwork(host: string): Error {
  return new Error(`"${host}" is on a private network`);
}

/** Resolves names, and refuses addresses on private networks: a name that a user controls may point anywhere. */
function publicLookup(upstreams: PrivateUpstreams): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "");
      const allowed = upstreams.allowsHost(hostname)
        ? addresses
        : addresses.filter(({ address }) => !isPrivateAddress(address) || upstreams.allowsAddress(address));
      const first: LookupAddress | undefined = allowed[0];
      if (!first) return callback(onPrivateNetwork(hostname), "");
      if (options.all) return callback(null, allowed);
      callback(null, first.address, first.family);
    });
  };
}
