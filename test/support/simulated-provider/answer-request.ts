import type { ServerResponse } from "node:http";
import { anthropicSurfaces } from "./anthropic/surfaces.ts";
import { applyFault, eventText } from "./apply-fault.ts";
import { type Delivery, deliver, type Outcome, withhold } from "./deliver.ts";
import type { Dialect } from "./dialects/index.ts";
import type { Fault, FaultQueue } from "./faults.ts";
import { openaiFormat } from "./openai/format.ts";
import { openaiSurfaces } from "./openai/surfaces.ts";
import type { PromptCache } from "./prompt-cache.ts";
import type { RecordedRequest } from "./recorded-request.ts";
import { type Answer, type Format, ProviderError, type Surface } from "./surface.ts";

const SURFACES: readonly Surface[] = [...openaiSurfaces, ...anthropicSurfaces];

/** Azure puts the same surfaces below a deployment's path. */
const DEPLOYMENT = /^\/openai\/deployments\/[^/]+/;

interface AnswererOptions {
  keys?: readonly string[];
  models?: readonly string[];
  basePath?: string;
  partDelayMs?: number;
  dialect?: Dialect;
  faults: FaultQueue;
  cache: PromptCache;
}

/** Makes the function that answers one recorded request, faults included. */
export function createAnswerer(options: AnswererOptions) {
  const { keys, models, dialect, partDelayMs = 0, faults, cache } = options;
  const { basePath = dialect?.basePath ?? "/v1" } = options;
  let count = 0;
  const id = (prefix: string) => `${prefix}${(++count).toString(36).padStart(12, "0")}`;

  return async (request: RecordedRequest, response: ServerResponse): Promise<Outcome> => {
    const path = pathBelow(basePath, request.path);
    const surface = SURFACES.find((each) => each.method === request.method && each.path.test(path));
    const format = { ...(surface?.format ?? openaiFormat), ...errorsOf(dialect) };
    const requestId = id("req_");
    const fault = faults.take(request);
    if (fault?.kind === "hang-before-headers") return withhold(response, "hang");
    if (fault?.kind === "close-before-headers") return withhold(response, "close");

    const reply = (status: number, parts: string[], headers: Record<string, string>): Delivery => ({
      status,
      headers: { ...format.headers(requestId), ...headers },
      parts,
      headersDelayMs: 0,
      partDelayMs,
      ending: "end",
    });
    const send = (delivery: Delivery) => {
      request.answer = Buffer.concat(delivery.parts.map((part) => Buffer.from(part)));
      return deliver(response, delivery);
    };
    const json = (status: number, text: string, headers: Record<string, string> = {}) =>
      reply(status, [text], {
        "content-type": "application/json",
        "content-length": String(Buffer.byteLength(text)),
        ...headers,
      });

    const instead = faultResponse(fault, format, requestId);
    if (instead) return send(json(instead.status, instead.text, instead.headers));
    try {
      if (keys && !keys.includes(format.credential(request.headers, request.path) ?? "")) {
        throw new ProviderError(401, "The credential is missing or wrong.", { code: "invalid_api_key" });
      }
      if (!surface) throw new ProviderError(404, `There is nothing at ${request.method} ${request.path}.`);
      const answer: Answer = surface.answer({
        body: request.body,
        headers: request.headers,
        parameter: surface.path.exec(path)?.[1],
        models,
        cache,
        dialect,
        now: Math.floor(Date.now() / 1000),
        id,
        addition: fault?.kind === "huge-chunk" ? ` ${"x".repeat(fault.bytes)}` : "",
      });
      const good =
        "body" in answer
          ? json(200, JSON.stringify(answer.body))
          : reply(200, "parts" in answer ? answer.parts : answer.events.map(eventText), {
              "content-type": "text/event-stream; charset=utf-8",
              "cache-control": "no-cache",
            });
      return send(applyFault(good, fault, format));
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      return send(json(error.status, JSON.stringify(format.errorBody(error, requestId))));
    }
  };
}

function pathBelow(basePath: string, path: string): string {
  const deployment = DEPLOYMENT.exec(path)?.[0];
  const base = deployment ?? basePath;
  return path.startsWith(base) ? path.slice(base.length) : "";
}

function errorsOf(dialect: Dialect | undefined): Partial<Format> {
  return dialect?.errorBody ? { errorBody: dialect.errorBody } : {};
}

/** The response that a fault puts in the place of the answer. */
function faultResponse(fault: Fault | undefined, format: Format, requestId: string) {
  if (fault?.kind === "redirect") {
    return { status: fault.status ?? 307, text: "", headers: { location: fault.location } };
  }
  if (fault?.kind === "garbage-body") {
    const headers = fault.contentType === undefined ? {} : { "content-type": fault.contentType };
    return { status: 200, text: fault.body ?? "<html>It works!</html>", headers };
  }
  if (fault?.kind !== "status") return undefined;
  const { status, body, headers, retryAfter } = fault;
  const error = new ProviderError(status, `A simulated fault: ${status}.`);
  return {
    status,
    text: typeof body === "string" ? body : JSON.stringify(body ?? format.errorBody(error, requestId)),
    headers: { ...(retryAfter !== undefined && { "retry-after": String(retryAfter) }), ...headers },
  };
}
