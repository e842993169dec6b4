import { isIP } from "node:net";
import { Invalid } from "../errors.ts";
import { isPrivateAddress, type PrivateUpstreams } from "../gateway/private-upstreams.ts";

/**
 * Checks where a custom provider may be: public hosts over https, `.internal` hosts and those that the operator allows
 * over http too. Names are checked again when they are resolved, at each connection.
 */
export function requireAllowedBaseUrl(baseUrl: string | undefined, upstreams: PrivateUpstreams): void {
  if (baseUrl === undefined) return;
  const { protocol, hostname, username, password } = new URL(baseUrl);
  const host = hostname.replace(/^\[|\]$/g, "");
  if (username || password) {
    throw new Invalid({ baseUrl: "Must not contain a user or password; use a provider key." });
  }
  if (upstreams.allowsHost(host)) return;
  if (isPrivateAddress(host) || host === "localhost" || host.endsWith(".localhost")) {
    throw new Invalid({
      baseUrl: `"${host}" is on a private network; the operator can allow it with AIGATEWAY_PRIVATE_UPSTREAMS.`,
    });
  }
  if (protocol === "http:" && (isIP(host) !== 0 || !host.endsWith(".internal"))) {
    throw new Invalid({ baseUrl: `"${baseUrl}" must use https://; http:// is for .internal hosts.` });
  }
}
