import type { IncomingHttpHeaders } from "node:http";
import type { Candidate } from "./candidate.ts";
import { editMembers } from "./json-members.ts";
import { type ChatRequest, isObject } from "./parse-request.ts";

/** A request as it goes to an upstream. */
export interface UpstreamRequest {
  origin: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | string;
  /** The usage chunk was asked for by us: it is taken out of the stream again. */
  usageAdded: boolean;
}

const SURFACE = "chat/completions";

/** Without these there is no chat completion, whatever a provider lists as supported. */
const STRUCTURAL = new Set(["model", "messages", "stream"]);

export function upstreamRequest(
  candidate: Candidate,
  request: ChatRequest,
  clientHeaders: IncomingHttpHeaders,
  maxOutputTokens: number | null,
): UpstreamRequest {
  const { origin, path } = surfaceUrl(candidate.provider.baseUrl);
  return {
    origin,
    path,
    headers: { ...passedOn(clientHeaders), ...credentialHeader(candidate, origin) },
    ...upstreamBody(candidate, request, maxOutputTokens),
  };
}

/** The surface under a base URL: one without a path gets `/v1`, its query string is kept. */
export function surfaceUrl(baseUrl: string): { origin: string; path: string } {
  const { origin, pathname, search } = new URL(baseUrl);
  const base = pathname.replace(/\/+$/, "");
  return { origin, path: `${base === "" ? "/v1" : base}/${SURFACE}${search}` };
}

/** What stays here: credentials, cookies, what holds for one connection only, and what tells of the client's network. */
const DROPPED = new Set([
  ...["authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie", "host"],
  ...["connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "expect"],
  ...["content-length", "content-type", "content-encoding", "accept-encoding"],
  ...["forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip", "cf-connecting-ip", "x-request-id"],
]);
const DROPPED_PREFIX = /^(proxy-|x-forwarded-|sec-)/;

function passedOn(headers: IncomingHttpHeaders): Record<string, string> {
  // Answers are read here for their usage, so that they must come as they are.
  const sent: Record<string, string> = { "content-type": "application/json", "accept-encoding": "identity" };
  const nominated = headers.connection?.toLowerCase().split(/ *, */) ?? [];
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || DROPPED.has(name) || DROPPED_PREFIX.test(name) || nominated.includes(name))
      continue;
    sent[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return sent;
}

function credentialHeader({ credential }: Candidate, origin: string): Record<string, string> {
  const value = credential.value();
  if (value === undefined) return {};
  const isAzure = new URL(origin).hostname.endsWith(".openai.azure.com");
  return isAzure ? { "api-key": value } : { authorization: `Bearer ${value}` };
}

function upstreamBody(
  { provider, model }: Candidate,
  request: ChatRequest,
  maxOutputTokens: number | null,
): Pick<UpstreamRequest, "body" | "usageAdded"> {
  const { body, bytes } = request;
  const supported = provider.supportedParams;
  const isSupported = (name: string) => !supported || supported.has(name) || STRUCTURAL.has(name);
  const options = body.stream_options ?? {};
  const usageAdded =
    request.isStreaming && !request.wantsUsage && isObject(options) && isSupported("stream_options");

  const set = maxOutputTokens === null ? {} : outputCap(body, maxOutputTokens, provider, isSupported);
  if (body.model !== model) set.model = JSON.stringify(model);
  if (usageAdded) set.stream_options = JSON.stringify({ ...options, include_usage: true });
  const remove = (name: string) => name === "models" || !isSupported(name);
  const changes = Object.keys(set).length > 0 || Object.keys(body).some(remove);
  return { body: changes ? editMembers(bytes.toString("utf8"), { set, remove }) : bytes, usageAdded };
}

const CAP_NAMES = ["max_completion_tokens", "max_tokens"] as const;

/**
 * The members that hold a completion to the cap: a larger value of the client's is replaced where it stands. Where it
 * gave none, OpenAI gets the present name, others the one that all of them know, unless they say what they take.
 */
function outputCap(
  body: ChatRequest["body"],
  cap: number,
  provider: Candidate["provider"],
  isSupported: (name: string) => boolean,
): Record<string, string> {
  const given = CAP_NAMES.filter((name) => body[name] != null && isSupported(name));
  const preferred = provider.id === "openai" ? CAP_NAMES : ([...CAP_NAMES].reverse() as typeof given);
  const names = given.length > 0 ? given : [preferred.find(isSupported) ?? preferred[0]];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = body[name];
      return typeof value === "number" && value <= cap ? [] : [[name, String(cap)]];
    }),
  );
}
