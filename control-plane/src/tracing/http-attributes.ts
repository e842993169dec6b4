import type { IncomingHttpHeaders } from "node:http";
import type { Attributes } from "@opentelemetry/api";
import {
  ATTR_CLIENT_ADDRESS,
  ATTR_HTTP_REQUEST_METHOD,
  ATTR_HTTP_REQUEST_METHOD_ORIGINAL,
  ATTR_HTTP_ROUTE,
  ATTR_SERVER_ADDRESS,
  ATTR_SERVER_PORT,
  ATTR_URL_PATH,
  ATTR_URL_SCHEME,
  ATTR_USER_AGENT_ORIGINAL,
} from "@opentelemetry/semantic-conventions";
import { maskTokens } from "../crypto/token.ts";
import type { ArrivedRequest } from "../gateway/tracing.ts";

/** Those that HTTP's conventions call known. */
const METHODS = new Set("GET HEAD POST PUT DELETE CONNECT OPTIONS TRACE PATCH QUERY".split(" "));

/** The name of a request's span: few values, whatever clients ask for. */
export function spanNameOf(request: ArrivedRequest): string {
  const { method } = request;
  const route = routeOf(request);
  const name = METHODS.has(method) ? method : "HTTP";
  return route ? `${name} ${route}` : name;
}

/** What is known of a request when it arrives. Neither the query nor a header but these two: they may hold secrets. */
export function httpAttributes(request: ArrivedRequest): Attributes {
  const { method, path, headers, remoteAddress } = request;
  const route = routeOf(request);
  return {
    [ATTR_HTTP_REQUEST_METHOD]: METHODS.has(method) ? method : "_OTHER",
    ...(!METHODS.has(method) && { [ATTR_HTTP_REQUEST_METHOD_ORIGINAL]: method }),
    [ATTR_URL_SCHEME]: "http",
    [ATTR_URL_PATH]: maskTokens(path),
    ...(route && { [ATTR_HTTP_ROUTE]: route }),
    ...serverAttributes(headers),
    ...(remoteAddress && { [ATTR_CLIENT_ADDRESS]: remoteAddress }),
    ...(headers["user-agent"] && { [ATTR_USER_AGENT_ORIGINAL]: maskTokens(headers["user-agent"]) }),
  };
}

function routeOf({ method, path, surface }: ArrivedRequest): string | undefined {
  if (surface && method === "POST") return `/v1/${surface.path}`;
  if (path === "/v1/models") return path;
  return path.startsWith("/v1/models/") ? "/v1/models/{id}" : undefined;
}

/** As the client knows this server. */
function serverAttributes({ host }: IncomingHttpHeaders): Attributes {
  const url = `http://${host ?? ""}`;
  if (!URL.canParse(url)) return {};
  const { hostname, port } = new URL(url);
  return { [ATTR_SERVER_ADDRESS]: hostname, ...(port && { [ATTR_SERVER_PORT]: Number(port) }) };
}
