import { isIP } from "node:net";
import type { Dispatcher } from "undici";

/** Terraform runs ten operations at once by default; more connections than that wait for each other. */
const CONNECTIONS = 16;
const CONNECT_TIMEOUT = 10_000;
/** Between the request and its answer, and between two pieces of the answer. */
const ANSWER_TIMEOUT = 30_000;

/**
 * The one pool of connections. Proxies are taken from `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY`, as every Terraform
 * provider does, but not for an API on this machine. Loaded when the provider is configured: asking for the schema
 * alone should not wait for it.
 */
export async function createDispatcher(baseUrl: URL): Promise<Dispatcher> {
  const { Agent, EnvHttpProxyAgent } = await import("undici");
  const options = {
    connections: CONNECTIONS,
    connect: { timeout: CONNECT_TIMEOUT },
    headersTimeout: ANSWER_TIMEOUT,
    bodyTimeout: ANSWER_TIMEOUT,
  };
  return isLoopback(baseUrl.hostname) ? new Agent(options) : new EnvHttpProxyAgent(options);
}

function isLoopback(hostname: string): boolean {
  if (hostname === "localhost" || hostname.endsWith(".localhost") || hostname === "[::1]") return true;
  return isIP(hostname) === 4 && hostname.startsWith("127.");
}
