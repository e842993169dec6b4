import type { IncomingHttpHeaders } from "node:http";

/** What of an upstream's headers is meant for the client. The rest is about the upstream's own connection or account. */
const PASSED_BACK =
  /^(content-type|retry-after|retry-after-ms|x-should-retry|openai-(processing-ms|version|model)|x-ratelimit-.*|anthropic-ratelimit-.*)$/;

export function responseHeaders(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const passed: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && PASSED_BACK.test(name)) passed[name] = value;
  }
  return passed;
}
