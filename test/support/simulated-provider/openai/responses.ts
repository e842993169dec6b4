import type {
  FunctionTool,
  Response,
  ResponseCreateParams,
  ResponseFunctionToolCall,
  ResponseOutputMessage,
  ResponseUsage,
} from "openai/resources/responses/responses";
import { heard, limitReply, type Reply } from "../reply.ts";
import { type Answer, ProviderError, requireModel, type SurfaceRequest } from "../surface.ts";
import { countTokens } from "../tokens.ts";
import { type JsonSchema, valueForSchema } from "../value-for-schema.ts";
import { responseEvents } from "./response-stream.ts";

/** `POST /v1/responses`. */
export function responses(request: SurfaceRequest): Answer {
  const body = requireModel(request) as unknown as ResponseCreateParams;
  const prompt = promptOf(body);
  const tool = toolToCall(body);
  const format = body.text?.format;
  const said =
    format?.type === "json_schema"
      ? JSON.stringify(valueForSchema(format.schema as JsonSchema, prompt))
      : heard(String(body.model), prompt) + request.addition;
  const reply = limitReply(tool ? JSON.stringify(argumentsOf(tool, prompt)) : said, {
    maxTokens: body.max_output_tokens,
  });
  const item = tool ? toolCall(tool, reply, request) : message(reply, request);
  const response = finished(body, item, reply, prompt, request);
  return body.stream ? { events: responseEvents(response, item, reply.tokens) } : { body: response };
}

function promptOf({ input }: ResponseCreateParams): string {
  if (typeof input === "string") return input;
  const last = input?.at(-1);
  if (!last) throw new ProviderError(400, "The request needs an input.", { param: "input" });
  if ("output" in last && typeof last.output === "string") return last.output;
  const content = "content" in last ? last.content : "";
  if (typeof content === "string") return content;
  return (content ?? []).map((part) => ("text" in part ? part.text : "")).join(" ");
}

/** The first function, unless its result is there already. */
function toolToCall({
  tools = [],
  tool_choice: choice,
  input,
}: ResponseCreateParams): FunctionTool | undefined {
  const last = typeof input === "string" ? undefined : input?.at(-1);
  if (choice === "none" || (last && "type" in last && last.type === "function_call_output")) return undefined;
  return tools.find((tool): tool is FunctionTool => tool.type === "function");
}

function argumentsOf({ parameters }: FunctionTool, prompt: string): unknown {
  return valueForSchema((parameters ?? {}) as JsonSchema, prompt);
}

function toolCall(
  { name }: FunctionTool,
  { tokens }: Reply,
  { id }: SurfaceRequest,
): ResponseFunctionToolCall {
  const call = { id: id("fc_"), call_id: id("call_"), name, arguments: tokens.join("") };
  return { type: "function_call", status: "completed", ...call };
}

function message({ tokens }: Reply, { id }: SurfaceRequest): ResponseOutputMessage {
  return {
    id: id("msg_"),
    type: "message",
    role: "assistant",
    status: "completed",
    content: [{ type: "output_text", text: tokens.join(""), annotations: [], logprobs: [] }],
  };
}

const REASONING_TOKENS = 16;

function finished(
  body: ResponseCreateParams,
  item: ResponseOutputMessage | ResponseFunctionToolCall,
  reply: Reply,
  prompt: string,
  { id, now, cache }: SurfaceRequest,
): Response {
  const isCut = reply.ended === "at the token limit";
  const read = countTokens(prompt) + countTokens(body.instructions ?? "");
  const thought = body.reasoning?.effort ? REASONING_TOKENS : 0;
  const cached =
    body.prompt_cache_key !== undefined && cache.seen([body.prompt_cache_key, body.model, body.input]);
  const usage = {
    input_tokens: read,
    input_tokens_details: { cached_tokens: cached ? read : 0 },
    output_tokens: reply.tokens.length + thought,
    output_tokens_details: { reasoning_tokens: thought },
    total_tokens: read + reply.tokens.length + thought,
  } as ResponseUsage;
  return {
    id: id("resp_"),
    object: "response",
    created_at: now,
    status: isCut ? "incomplete" : "completed",
    background: false,
    error: null,
    incomplete_details: isCut ? { reason: "max_output_tokens" } : null,
    instructions: body.instructions ?? null,
    max_output_tokens: body.max_output_tokens ?? null,
    max_tool_calls: null,
    metadata: body.metadata ?? {},
    model: body.model,
    output: [item],
    parallel_tool_calls: true,
    previous_response_id: body.previous_response_id ?? null,
    prompt_cache_key: body.prompt_cache_key ?? null,
    reasoning: { effort: body.reasoning?.effort ?? null, summary: null },
    safety_identifier: null,
    service_tier: "default",
    store: body.store ?? true,
    temperature: 1,
    text: { format: body.text?.format ?? { type: "text" }, verbosity: "medium" },
    tool_choice: body.tool_choice ?? "auto",
    tools: body.tools ?? [],
    top_logprobs: 0,
    top_p: 1,
    truncation: "disabled",
    usage,
    user: null,
  } as unknown as Response;
}
