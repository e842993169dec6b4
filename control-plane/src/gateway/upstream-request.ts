import type { IncomingHttpHeaders } from "node:http";
import type { Candidate, UpstreamProvider } from "./candidate.ts";
import { editMembers } from "./json-members.ts";
import type { GatewayRequest } from "./parse-request.ts";
import type { Surface } from "./surfaces/surface.ts";
import { isObject } from "./surfaces/values.ts";

/** A request as it goes to an upstream. */
export interface UpstreamRequest {
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | string;
  /** The usage chunk was asked for by us: it is taken out of the stream again. */
  usageAdded: boolean;
}

export function upstreamRequest(
  candidate: Candidate,
  request: GatewayRequest,
  clientHeaders: IncomingHttpHeaders,
  maxOutputTokens: number | null,
): UpstreamRequest {
  const { origin, hostname, path } = addressOf(candidate.provider, request.surface);
  const value = candidate.credential.value();
  const headers = passedOn(clientHeaders);
  if (value !== undefined) Object.assign(headers, request.surface.format.credentialHeaders(value, hostname));
  const { body, usageAdded } = upstreamBody(candidate, request, maxOutputTokens);
  return { origin, path, headers, body, usageAdded };
}

interface Address {
  origin: string;
  hostname: string;
  path: string;
}

/** Parsed once: a provider is the same object for as long as nothing about it changes, and of one surface. */
const addresses = new WeakMap<UpstreamProvider, Address>();

function addressOf(provider: UpstreamProvider, { path }: Surface): Address {
  let address = addresses.get(provider);
  if (!address) {
    address = surfaceUrl(provider.baseUrl, path);
    addresses.set(provider, address);
  }
  return address;
}

/** The surface under a base URL: one without a path gets `/v1`, its query string is kept. */
export function surfaceUrl(baseUrl: string, surfacePath: string): Address {
  const { origin, hostname, pathname, search } = new URL(baseUrl);
  const base = pathname.replace(/\/+$/, "");
  return { origin, hostname, path: `${base === "" ? "/v1" : base}/${surfacePath}${search}` };
}

/** What stays here: credentials, cookies, what holds for one connection only, and what tells of the client's network. */
const DROPPED = new Set([
  ...["authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie", "host"],
  ...["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect"],
  ...["content-length", "content-type", "content-encoding", "accept-encoding"],
  ...["x-original-forwarded-for", "x-cluster-client-ip", "fastly-client-ip"],
  ...["forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "x-request-id"],
]);
const DROPPED_PREFIX = /^(proxy-|x-forwarded-|sec-)/;

/** Names of headers that clients sent, and whether they are passed on: clients send the same ones all the time. */
const decided = new Map<string, boolean>();
const MAX_DECIDED = 1000;

function isPassedOn(name: string): boolean {
  let isPassed = decided.get(name);
  if (isPassed === undefined) {
    isPassed = !DROPPED.has(name) && !DROPPED_PREFIX.test(name);
    if (decided.size < MAX_DECIDED) decided.set(name, isPassed);
  }
  return isPassed;
}

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  // Answers are read here for their usage, so that they must come as they are.
  const sent: Record<string, string> = { "content-type": "application/json", "accept-encoding": "identity" };
  const { connection } = headers;
  const nominated =
    connection === undefined || connection === "keep-alive" ? [] : connection.toLowerCase().split(/ *, */);
  for (const name in headers) {
    const value = headers[name];
    if (value === undefined || !isPassedOn(name) || nominated.includes(name)) continue;
    sent[name] = typeof value === "string" ? value : value.join(", ");
  }
  return sent;
}

function upstreamBody(
  { provider, model }: Candidate,
  request: GatewayRequest,
  maxOutputTokens: number | null,
): Pick<UpstreamRequest, "body" | "usageAdded"> {
  const { surface, body, bytes } = request;
  const supported = provider.supportedParams;
  const isSupported = (name: string) => !supported || supported.has(name) || surface.structural.has(name);
  const options = body.stream_options ?? {};
  const usageAdded =
    surface.usageOnRequest &&
    request.isStreaming &&
    !request.wantsUsage &&
    isObject(options) &&
    isSupported("stream_options");

  const set =
    maxOutputTokens === null
      ? {}
      : outputCap(body, maxOutputTokens, surface.outputCaps(provider.id), isSupported);
  if (body.model !== model) set.model = JSON.stringify(model);
  if (usageAdded) set.stream_options = JSON.stringify({ ...options, include_usage: true });
  const remove = (name: string) => name === "models" || !isSupported(name);
  const changes = Object.keys(set).length > 0 || Object.keys(body).some(remove);
  return { body: changes ? editMembers(bytes.toString("utf8"), { set, remove }) : bytes, usageAdded };
}

/**
 * The members that hold an answer to the cap: a larger value of the client's is replaced where it stands. Where it gave
 * none, the first name is set that the provider takes.
 */
function outputCap(
  body: GatewayRequest["body"],
  cap: number,
  names: readonly string[],
  isSupported: (name: string) => boolean,
): Record<string, string> {
  const given = names.filter((name) => body[name] != null && isSupported(name));
  const capped = given.length > 0 ? given : names.filter(isSupported).slice(0, 1);
  return Object.fromEntries(
    capped.flatMap((name) => {
      const value = body[name];
      return typeof value === "number" && value <= cap ? [] : [[name, String(cap)]];
    }),
  );
}
