import { heard, limitReply, type Reply } from "../reply.ts";
import {
  requireList,
  requireModel,
  type StreamEvent,
  type Surface,
  type SurfaceRequest,
} from "../surface.ts";
import { countTokens } from "../tokens.ts";
import { type JsonSchema, valueForSchema } from "../value-for-schema.ts";
import { openaiFormat } from "./format.ts";

interface Message {
  role: string;
  content?: string | { type: string; text?: string }[] | null;
}

interface Tool {
  function: { name: string; parameters?: JsonSchema };
}

const FINISH_REASONS: Record<Reply["ended"], string> = {
  naturally: "stop",
  "at a stop sequence": "stop",
  "at the token limit": "length",
};

/** What the model answers with: text, or a call of the first tool that it may use. */
interface Said {
  pieces: Record<string, unknown>[];
  message: Record<string, unknown>;
  finishReason: string;
  tokens: number;
}

export const chatCompletions: Surface = {
  method: "POST",
  path: /^\/chat\/completions$/,
  format: openaiFormat,
  answer(request) {
    const body = requireModel(request);
    requireList(body, "messages");
    const messages = body.messages as Message[];
    const said = say(request, body, messages);
    const usage = usageOf(request, messages, said.tokens);
    const head = {
      id: request.id("chatcmpl-"),
      created: request.now,
      model: body.model,
      system_fingerprint: "fp_simulated",
    };
    if (body.stream !== true) {
      const choice = { index: 0, message: said.message, logprobs: null, finish_reason: said.finishReason };
      return {
        body: { ...head, object: "chat.completion", choices: [choice], usage, service_tier: "default" },
      };
    }
    const withUsage =
      (body.stream_options as { include_usage?: boolean } | undefined)?.include_usage === true;
    return {
      events: stream({ ...head, object: "chat.completion.chunk" }, said, withUsage ? usage : undefined),
    };
  },
};

function say(request: SurfaceRequest, body: Record<string, unknown>, messages: Message[]): Said {
  const prompt = textOf(messages.at(-1));
  const [tool] = (body.tools as Tool[] | undefined) ?? [];
  const mayCall = tool && body.tool_choice !== "none" && messages.at(-1)?.role === "user";
  if (mayCall) return call(request, tool, prompt);
  const schema = (body.response_format as { json_schema?: { schema?: JsonSchema } } | undefined)?.json_schema
    ?.schema;
  const text = schema
    ? JSON.stringify(valueForSchema(schema, prompt))
    : heard(String(body.model), prompt) + request.addition;
  const stop = typeof body.stop === "string" ? [body.stop] : (body.stop as string[] | undefined);
  const maxTokens = (body.max_completion_tokens ?? body.max_tokens) as number | undefined;
  const reply = limitReply(text, { maxTokens, stop });
  return {
    pieces: [
      { role: "assistant", content: "", refusal: null },
      ...reply.tokens.map((content) => ({ content })),
    ],
    message: { role: "assistant", content: reply.tokens.join(""), refusal: null, annotations: [] },
    finishReason: FINISH_REASONS[reply.ended],
    tokens: reply.tokens.length,
  };
}

function call(request: SurfaceRequest, tool: Tool, prompt: string): Said {
  const { name, parameters = {} } = tool.function;
  const text = JSON.stringify(valueForSchema(parameters, prompt));
  const id = request.id("call_");
  const halves = [text.slice(0, text.length / 2), text.slice(text.length / 2)];
  const first = { index: 0, id, type: "function", function: { name, arguments: "" } };
  return {
    pieces: [
      { role: "assistant", content: null, tool_calls: [first] },
      ...halves.map((half) => ({ tool_calls: [{ index: 0, function: { arguments: half } }] })),
    ],
    message: {
      role: "assistant",
      content: null,
      refusal: null,
      tool_calls: [{ id, type: "function", function: { name, arguments: text } }],
    },
    finishReason: "tool_calls",
    tokens: countTokens(text),
  };
}

function stream(head: object, { pieces, finishReason }: Said, usage: object | undefined): StreamEvent[] {
  // With the usage asked for, every other chunk says that it has none.
  const rest = usage ? { usage: null } : {};
  const chunk = (delta: object, finish_reason: string | null) => ({
    data: { ...head, choices: [{ index: 0, delta, logprobs: null, finish_reason }], ...rest },
  });
  return [
    ...pieces.map((piece) => chunk(piece, null)),
    chunk({}, finishReason),
    ...(usage ? [{ data: { ...head, choices: [], usage } }] : []),
    { data: "[DONE]" },
  ];
}

function usageOf({ cache }: SurfaceRequest, messages: Message[], completion: number) {
  const prompt = messages.reduce((sum, message) => sum + countTokens(textOf(message)) + 3, 0);
  const cached = cache.seen(messages) ? Math.floor(prompt / 2) : 0;
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cached, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function textOf(message: Message | undefined): string {
  const content = message?.content ?? "";
  return typeof content === "string" ? content : content.map((part) => part.text ?? "").join("");
}
