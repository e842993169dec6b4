import type {
  Message,
  MessageCreateParams,
  StopReason,
  Tool,
  ToolUseBlock,
  Usage,
} from "@anthropic-ai/sdk/resources/messages";
import { heard, limitReply, type Reply } from "../reply.ts";
import { type Answer, ProviderError, requireList, requireModel, type SurfaceRequest } from "../surface.ts";
import { tokensOf } from "../tokens.ts";
import { type JsonSchema, valueForSchema } from "../value-for-schema.ts";
import { messageEvents } from "./message-stream.ts";
import { asksForCache, bringsToolResult, promptTokens, textOf } from "./prompt.ts";
import { thinkingBlock, thinkingTokens } from "./thinking.ts";

const STOP_REASONS: Record<Reply["ended"], StopReason> = {
  naturally: "end_turn",
  "at the token limit": "max_tokens",
  "at a stop sequence": "stop_sequence",
};

/** `POST /v1/messages`. */
export function messages(request: SurfaceRequest): Answer {
  const body = checkedBody(request);
  const prompt = textOf(body.messages.at(-1)?.content);
  const tool = toolToCall(body);
  const call = tool && toolUse(tool, prompt, request);
  const limits = { maxTokens: body.max_tokens, stop: body.stop_sequences };
  const reply = call
    ? limitReply(JSON.stringify(call.input), {})
    : limitReply(said(body, prompt) + request.addition, limits);
  const thought = thinkingBlock(body, prompt);
  const message: Message = {
    id: request.id("msg_"),
    type: "message",
    role: "assistant",
    model: body.model,
    content: [
      ...(thought ? [thought] : []),
      call ?? { type: "text", text: reply.tokens.join(""), citations: null },
    ],
    stop_reason: call ? "tool_use" : STOP_REASONS[reply.ended],
    stop_sequence: reply.stopSequence,
    stop_details: null,
    container: null,
    diagnostics: null,
    usage: usageOf(body, reply, thinkingTokens(thought), request),
  };
  return body.stream ? { events: messageEvents(message, reply.tokens) } : { body: message };
}

/** What the model says: what it heard, or a value for the schema that the request wants. */
function said({ model, output_config: output }: MessageCreateParams, prompt: string): string {
  const schema = output?.format?.schema as JsonSchema | undefined;
  return schema ? JSON.stringify(valueForSchema(schema, prompt)) : heard(model, prompt);
}

function checkedBody(request: SurfaceRequest): MessageCreateParams {
  if (request.headers["anthropic-version"] === undefined) {
    throw new ProviderError(400, "The request lacks the header anthropic-version.");
  }
  const body = requireModel(request);
  requireList(body, "messages");
  if (!Number.isInteger(body.max_tokens) || (body.max_tokens as number) < 1) {
    throw new ProviderError(400, "The request needs max_tokens, an integer of at least 1.");
  }
  return body as unknown as MessageCreateParams;
}

/** The tool that the request's choice names, or else the first; none when it has been called already. */
function toolToCall({ tools = [], tool_choice: choice, messages }: MessageCreateParams): Tool | undefined {
  const callable = tools.filter((tool): tool is Tool => "input_schema" in tool);
  if (choice?.type === "none") return undefined;
  if (choice?.type === "tool") return callable.find(({ name }) => name === choice.name);
  if (choice?.type !== "any" && bringsToolResult(messages)) return undefined;
  return callable[0];
}

function toolUse({ name, input_schema: schema }: Tool, prompt: string, { id }: SurfaceRequest): ToolUseBlock {
  const input = valueForSchema(schema as JsonSchema, prompt);
  return { type: "tool_use", id: id("toolu_"), name, input, caller: { type: "direct" } };
}

/** A prompt that asks to be cached counts as written the first time and as read from then on. */
function usageOf(
  body: MessageCreateParams,
  { tokens }: Reply,
  thought: number,
  { cache }: SurfaceRequest,
): Usage {
  const prompt = promptTokens(body);
  const cacheable = asksForCache(body);
  const read = cacheable && cache.seen([body.model, body.system, body.messages]);
  const written = cacheable && !read ? prompt : 0;
  return {
    input_tokens: cacheable ? 0 : prompt,
    output_tokens: tokensOf(tokens.join("")).length + thought,
    cache_creation_input_tokens: written,
    cache_read_input_tokens: read ? prompt : 0,
    cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 },
    output_tokens_details: thought > 0 ? { thinking_tokens: thought } : null,
    server_tool_use: null,
    service_tier: "standard",
    inference_geo: null,
    speed: null,
  };
}
