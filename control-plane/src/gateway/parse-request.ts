import { GatewayError } from "./gateway-error.ts";
import type { Surface } from "./surfaces/surface.ts";
import { isObject } from "./surfaces/values.ts";

/** A request whose body has been read once. */
export interface GatewayRequest {
  surface: Surface;
  /** The body as the client sent it. */
  bytes: Buffer;
  body: Readonly<Record<string, unknown>>;
  /** `model`, then `models`, without repetition. */
  models: string[];
  isStreaming: boolean;
  /** Whether the client itself asked for the usage chunk at the end of a stream. */
  wantsUsage: boolean;
}

/** Each name is looked up, and each target tried, before the request can be answered. */
const MAX_MODELS = 100;

/** Parses the body of a request. Throws `GatewayError` 3801. Everything else in it is the upstream's affair. */
export function parseRequest(surface: Surface, bytes: Buffer): GatewayRequest {
  return checkRequest(surface, bytes, parseObject(bytes));
}

/** The same of a body that has been parsed. Throws `GatewayError` 3801. */
export function checkRequest(surface: Surface, bytes: Buffer, body: Record<string, unknown>): GatewayRequest {
  const { model, models = [], stream, stream_options: options } = body;
  if (model !== undefined && (typeof model !== "string" || model === "")) {
    throw new GatewayError(3801, "model must be a text, such as gpt-4o or openai:gpt-4o.", {
      param: "model",
    });
  }
  if (!Array.isArray(models) || models.some((each) => typeof each !== "string" || each === "")) {
    throw new GatewayError(3801, "models must be an array of texts.", { param: "models" });
  }
  if (models.length > MAX_MODELS) {
    throw new GatewayError(3801, `models may name at most ${MAX_MODELS} models.`, { param: "models" });
  }
  const named = [...(model === undefined ? [] : [model]), ...(models as string[])];
  if (named.length === 0) throw new GatewayError(3801, "model is missing.", { param: "model" });
  return {
    surface,
    bytes,
    body,
    models: [...new Set(named)],
    isStreaming: stream === true,
    wantsUsage: isObject(options) && options.include_usage === true,
  };
}

function parseObject(bytes: Buffer): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new GatewayError(3801, "The request body is not JSON.");
  }
  if (!isObject(value)) throw new GatewayError(3801, "The request body must be a JSON object.");
  return value;
}
