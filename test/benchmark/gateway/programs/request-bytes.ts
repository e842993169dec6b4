import type { LoadPlan } from "./load-plan.ts";

/** A request as it goes over the wire, made once. */
export function requestBytes({
  url,
  path,
  headers,
  body,
}: Pick<LoadPlan, "url" | "path" | "headers" | "body">): Buffer {
  const lines = Object.entries({
    host: new URL(url).host,
    "content-length": String(Buffer.byteLength(body)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from([`POST ${path} HTTP/1.1`, ...lines, "", body].join("\r\n"));
}
