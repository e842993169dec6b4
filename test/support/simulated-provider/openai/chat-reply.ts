import type {
  ChatCompletionCreateParams,
  ChatCompletionFunctionTool,
  ChatCompletionMessageFunctionToolCall,
} from "openai/resources/chat/completions";
import { heard, limitReply } from "../reply.ts";
import type { SurfaceRequest } from "../surface.ts";
import { tokensOf } from "../tokens.ts";
import { type JsonSchema, valueForSchema } from "../value-for-schema.ts";
import { lastPrompt } from "./chat-prompt.ts";

/** One choice: text or a call of a tool. */
export interface ChatReply {
  tokens: string[];
  toolCall: ChatCompletionMessageFunctionToolCall | undefined;
  finishReason: "stop" | "length" | "tool_calls";
}

/** What the model says. It calls a tool if it has one, and answers once it has the tool's result. */
export function chatReply(body: ChatCompletionCreateParams, request: SurfaceRequest): ChatReply {
  const prompt = lastPrompt(body.messages);
  const tool = toolToCall(body);
  if (tool) {
    const value = valueForSchema((tool.function.parameters ?? {}) as JsonSchema, prompt);
    const call = { name: tool.function.name, arguments: JSON.stringify(value) };
    const toolCall = { id: request.id("call_"), type: "function" as const, function: call };
    return { tokens: tokensOf(call.arguments), toolCall, finishReason: "tool_calls" };
  }
  const stop = typeof body.stop === "string" ? [body.stop] : body.stop;
  const limits = { maxTokens: body.max_completion_tokens ?? body.max_tokens, stop };
  const reply = limitReply(said(body, prompt) + request.addition, limits);
  const finishReason = reply.ended === "at the token limit" ? "length" : "stop";
  return { tokens: reply.tokens, toolCall: undefined, finishReason };
}

function said({ model, response_format: format }: ChatCompletionCreateParams, prompt: string): string {
  if (format?.type === "json_object") return JSON.stringify({ heard: prompt });
  if (format?.type !== "json_schema") return heard(model, prompt);
  return JSON.stringify(valueForSchema((format.json_schema.schema ?? {}) as JsonSchema, prompt));
}

/** The tool that the request's choice names, or else the first; none when it has been called already. */
function toolToCall(body: ChatCompletionCreateParams): ChatCompletionFunctionTool | undefined {
  const { tools = [], tool_choice: choice = "auto", messages } = body;
  const callable = tools.filter((tool) => tool.type === "function");
  if (typeof choice === "object" && choice.type === "function") {
    return callable.find((tool) => tool.function.name === choice.function.name);
  }
  if (choice === "none") return undefined;
  if (choice === "auto" && messages.at(-1)?.role === "tool") return undefined;
  return callable[0];
}
