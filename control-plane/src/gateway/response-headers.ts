import type { IncomingHttpHeaders } from "node:http";

/** What of an upstream's headers is meant for the client. The rest is about the upstream's own connection or account. */
const PASSED_BACK =
  /^(content-type|retry-after|retry-after-ms|x-should-retry|openai-(processing-ms|version|model)|x-ratelimit-.*|anthropic-ratelimit-.*)$/;

/** The headers for the client; `redact` takes credentials out of what the upstream wrote. */
export function responseHeaders(
  headers: IncomingHttpHeaders,
  redact: (text: string) => string,
): Record<string, string | string[]> {
  const passed: Record<string, string | string[]> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || !PASSED_BACK.test(name)) continue;
    passed[name] = Array.isArray(value) ? value.map(redact) : redact(value);
  }
  return passed;
}
