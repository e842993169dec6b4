import type { Attributes } from "@opentelemetry/api";
import { ATTR_SERVER_ADDRESS, ATTR_SERVER_PORT } from "@opentelemetry/semantic-conventions";
import {
  ATTR_GEN_AI_EMBEDDINGS_DIMENSION_COUNT,
  ATTR_GEN_AI_OPERATION_NAME,
  ATTR_GEN_AI_PROVIDER_NAME,
  ATTR_GEN_AI_REQUEST_CHOICE_COUNT,
  ATTR_GEN_AI_REQUEST_FREQUENCY_PENALTY,
  ATTR_GEN_AI_REQUEST_MAX_TOKENS,
  ATTR_GEN_AI_REQUEST_MODEL,
  ATTR_GEN_AI_REQUEST_PRESENCE_PENALTY,
  ATTR_GEN_AI_REQUEST_SEED,
  ATTR_GEN_AI_REQUEST_STREAM,
  ATTR_GEN_AI_REQUEST_TEMPERATURE,
  ATTR_GEN_AI_REQUEST_TOP_K,
  ATTR_GEN_AI_REQUEST_TOP_P,
  ATTR_OPENAI_API_TYPE,
  GEN_AI_OPERATION_NAME_VALUE_CHAT,
  GEN_AI_OPERATION_NAME_VALUE_EMBEDDINGS,
  GEN_AI_OPERATION_NAME_VALUE_TEXT_COMPLETION,
  GEN_AI_PROVIDER_NAME_VALUE_OPENAI,
  OPENAI_API_TYPE_VALUE_CHAT_COMPLETIONS,
  OPENAI_API_TYPE_VALUE_RESPONSES,
} from "@opentelemetry/semantic-conventions/incubating";
import type { Candidate } from "../gateway/candidate.ts";
import type { GatewayRequest } from "../gateway/parse-request.ts";
import type { SurfaceId } from "../gateway/surfaces/surface.ts";
import { providerName } from "./provider-name.ts";

const OPERATIONS: Record<SurfaceId, string> = {
  "chat-completions": GEN_AI_OPERATION_NAME_VALUE_CHAT,
  responses: GEN_AI_OPERATION_NAME_VALUE_CHAT,
  messages: GEN_AI_OPERATION_NAME_VALUE_CHAT,
  completions: GEN_AI_OPERATION_NAME_VALUE_TEXT_COMPLETION,
  embeddings: GEN_AI_OPERATION_NAME_VALUE_EMBEDDINGS,
};

const OPENAI_API_TYPES: Partial<Record<SurfaceId, string>> = {
  "chat-completions": OPENAI_API_TYPE_VALUE_CHAT_COMPLETIONS,
  responses: OPENAI_API_TYPE_VALUE_RESPONSES,
};

/** Numbers of a request's body that say how the model is to answer. Texts stay out: they are the client's own. */
const PARAMETERS: readonly [member: string, attribute: string][] = [
  ["temperature", ATTR_GEN_AI_REQUEST_TEMPERATURE],
  ["top_p", ATTR_GEN_AI_REQUEST_TOP_P],
  ["top_k", ATTR_GEN_AI_REQUEST_TOP_K],
  ["frequency_penalty", ATTR_GEN_AI_REQUEST_FREQUENCY_PENALTY],
  ["presence_penalty", ATTR_GEN_AI_REQUEST_PRESENCE_PENALTY],
  ["seed", ATTR_GEN_AI_REQUEST_SEED],
  ["dimensions", ATTR_GEN_AI_EMBEDDINGS_DIMENSION_COUNT],
];

/** The operation by the GenAI conventions. */
export function operationName({ surface }: GatewayRequest): string {
  return OPERATIONS[surface.id];
}

/** What is known of a try before it is made: the request as this candidate gets it. */
export function genAiRequestAttributes(
  { provider, model }: Candidate,
  request: GatewayRequest,
  maxOutputTokens: number | null,
): Attributes {
  const { surface, body, isStreaming } = request;
  const { hostname, port, protocol } = new URL(provider.baseUrl);
  const name = providerName(provider, hostname);
  const attributes: Attributes = {
    [ATTR_GEN_AI_OPERATION_NAME]: operationName(request),
    [ATTR_GEN_AI_PROVIDER_NAME]: name,
    [ATTR_GEN_AI_REQUEST_MODEL]: model,
    [ATTR_SERVER_ADDRESS]: hostname,
    [ATTR_SERVER_PORT]: port ? Number(port) : protocol === "https:" ? 443 : 80,
  };
  if (isStreaming) attributes[ATTR_GEN_AI_REQUEST_STREAM] = true;
  const apiType = OPENAI_API_TYPES[surface.id];
  if (apiType && name === GEN_AI_PROVIDER_NAME_VALUE_OPENAI) attributes[ATTR_OPENAI_API_TYPE] = apiType;

  const supported = provider.supportedParams;
  const sent = (member: string): number | undefined => {
    const value = body[member];
    if (typeof value !== "number") return undefined;
    return !supported || supported.has(member) || surface.structural.has(member) ? value : undefined;
  };
  for (const [member, attribute] of PARAMETERS) {
    const value = sent(member);
    if (value !== undefined) attributes[attribute] = value;
  }
  const choices = sent("n");
  if (choices !== undefined && choices !== 1) attributes[ATTR_GEN_AI_REQUEST_CHOICE_COUNT] = choices;
  const asked = surface
    .outputCaps(provider.id)
    .map(sent)
    .find((value) => value !== undefined);
  const maxTokens = Math.min(asked ?? Number.POSITIVE_INFINITY, maxOutputTokens ?? Number.POSITIVE_INFINITY);
  if (Number.isFinite(maxTokens) && surface.id !== "embeddings") {
    attributes[ATTR_GEN_AI_REQUEST_MAX_TOKENS] = maxTokens;
  }
  return attributes;
}
