import type { Dialect } from "./dialects/index.ts";
import type { PromptCache } from "./prompt-cache.ts";

/** One event of a stream, before it is written as text. */
export interface StreamEvent {
  /** The event's name, where the format has one. */
  event?: string;
  /** An object is written as JSON, a string as it is. */
  data: unknown;
}

/** What a surface answers: a JSON document, or a stream as events or as the text of its parts. */
export type Answer = { body: unknown } | { events: StreamEvent[] } | { parts: string[] };

/** A provider's way of saying things that all its surfaces share. */
export interface Format {
  /** How a credential has to come. */
  credential(headers: Record<string, string | undefined>, path: string): string | undefined;
  /** Headers of every response. */
  headers(requestId: string): Record<string, string>;
  errorBody(fault: ProviderError, requestId: string): unknown;
  /** The event by which a stream says that it failed. */
  errorEvent(fault: ProviderError): StreamEvent;
}

export interface SurfaceRequest {
  body: unknown;
  headers: Record<string, string | undefined>;
  /** What the path's pattern captured. */
  parameter: string | undefined;
  /** All models that the provider has; undefined for any. */
  models: readonly string[] | undefined;
  cache: PromptCache;
  /** How chat completions are written; undefined for OpenAI's own way. */
  dialect: Dialect | undefined;
  /** Unix time in seconds. */
  now: number;
  /** A new id with this prefix. */
  id(prefix: string): string;
  /** Said after what the model would have said. */
  addition: string;
}

/** One of a provider's endpoints. */
export interface Surface {
  method: "GET" | "POST";
  /** Matches the path below the base path; captures at most one parameter. */
  path: RegExp;
  format: Format;
  answer(request: SurfaceRequest): Answer;
}

/** A request that the provider refuses. */
export class ProviderError extends Error {
  readonly status: number;
  readonly param: string | null;
  readonly code: string | null;

  constructor(
    status: number,
    message: string,
    { param = null, code = null }: { param?: string | null; code?: string | null } = {},
  ) {
    super(message);
    this.status = status;
    this.param = param;
    this.code = code;
  }
}

/** The body as an object that names a model which the provider has, or the provider's refusal. */
export function requireModel({ body, models }: SurfaceRequest): Record<string, unknown> & { model: string } {
  if (typeof body !== "object" || body === null || Array.isArray(body)) {
    throw new ProviderError(400, "The body of the request is not a JSON object.");
  }
  const { model } = body as { model?: unknown };
  if (typeof model !== "string" || model === "") {
    throw new ProviderError(400, "The request names no model.", { param: "model" });
  }
  if (models && !models.includes(model)) {
    throw new ProviderError(404, `There is no model ${model}.`, { param: "model", code: "model_not_found" });
  }
  return body as Record<string, unknown> & { model: string };
}

/** Refuses a request without a list that it needs. */
export function requireList(body: Record<string, unknown>, param: string): void {
  const value = body[param];
  if (!Array.isArray(value) || value.length === 0) {
    throw new ProviderError(400, `The request needs ${param}, a list of at least one.`, {
      param,
      code: value === undefined ? "missing_required_parameter" : "invalid_type",
    });
  }
}
