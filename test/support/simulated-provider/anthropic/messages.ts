import { heard, limitReply, type Reply } from "../reply.ts";
import {
  ProviderError,
  requireList,
  requireModel,
  type StreamEvent,
  type Surface,
  type SurfaceRequest,
} from "../surface.ts";
import { countTokens } from "../tokens.ts";
import { type JsonSchema, valueForSchema } from "../value-for-schema.ts";
import { anthropicFormat } from "./format.ts";

interface Message {
  role: string;
  content: string | { type: string; text?: string }[];
}

interface Tool {
  name: string;
  input_schema: JsonSchema;
}

const STOP_REASONS: Record<Reply["ended"], string> = {
  naturally: "end_turn",
  "at a stop sequence": "stop_sequence",
  "at the token limit": "max_tokens",
};

/** One block of content: whole, as it begins in a stream, and the deltas between. */
interface Said {
  block: Record<string, unknown>;
  beginning: Record<string, unknown>;
  deltas: Record<string, unknown>[];
  stopReason: string;
  stopSequence: string | null;
  tokens: number;
}

export const messages: Surface = {
  method: "POST",
  path: /^\/messages$/,
  format: anthropicFormat,
  answer(request) {
    if (request.headers["anthropic-version"] === undefined) {
      throw new ProviderError(400, "The header anthropic-version is missing.");
    }
    const body = requireModel(request);
    requireList(body, "messages");
    if (typeof body.max_tokens !== "number")
      throw new ProviderError(400, "max_tokens: this field is required.");
    const said = say(request, body);
    const head = { id: request.id("msg_"), type: "message", role: "assistant", model: body.model };
    const usage = usageOf(request, body);
    if (body.stream === true) return { events: stream(head, said, usage) };
    return {
      body: {
        ...head,
        content: [said.block],
        stop_reason: said.stopReason,
        stop_sequence: said.stopSequence,
        usage: { ...usage, output_tokens: said.tokens },
      },
    };
  },
};

function say(request: SurfaceRequest, body: Record<string, unknown>): Said {
  const last = (body.messages as Message[]).at(-1);
  const prompt = textOf(last?.content ?? "");
  const [tool] = (body.tools as Tool[] | undefined) ?? [];
  const hasResult = Array.isArray(last?.content) && last.content.some(({ type }) => type === "tool_result");
  if (tool && !hasResult) return use(request, tool, prompt);
  const reply = limitReply(heard(String(body.model), prompt) + request.addition, {
    maxTokens: body.max_tokens as number,
    stop: body.stop_sequences as string[] | undefined,
  });
  return {
    block: { type: "text", text: reply.tokens.join("") },
    beginning: { type: "text", text: "" },
    deltas: reply.tokens.map((text) => ({ type: "text_delta", text })),
    stopReason: STOP_REASONS[reply.ended],
    stopSequence: reply.stopSequence,
    tokens: reply.tokens.length,
  };
}

function use(request: SurfaceRequest, { name, input_schema }: Tool, prompt: string): Said {
  const input = valueForSchema(input_schema, prompt);
  const json = JSON.stringify(input);
  const id = request.id("toolu_");
  const halves = [json.slice(0, json.length / 2), json.slice(json.length / 2)];
  return {
    block: { type: "tool_use", id, name, input },
    beginning: { type: "tool_use", id, name, input: {} },
    deltas: halves.map((partial_json) => ({ type: "input_json_delta", partial_json })),
    stopReason: "tool_use",
    stopSequence: null,
    tokens: countTokens(json),
  };
}

function stream(head: object, said: Said, usage: object): StreamEvent[] {
  const event = (type: string, rest: object): StreamEvent => ({ event: type, data: { type, ...rest } });
  const message = {
    ...head,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { ...usage, output_tokens: 1 },
  };
  return [
    event("message_start", { message }),
    event("content_block_start", { index: 0, content_block: said.beginning }),
    event("ping", {}),
    ...said.deltas.map((delta) => event("content_block_delta", { index: 0, delta })),
    event("content_block_stop", { index: 0 }),
    event("message_delta", {
      delta: { stop_reason: said.stopReason, stop_sequence: said.stopSequence },
      usage: { output_tokens: said.tokens },
    }),
    event("message_stop", {}),
  ];
}

function usageOf({ cache }: SurfaceRequest, body: Record<string, unknown>) {
  const texts = [
    ...(body.messages as Message[]).map(({ content }) => textOf(content)),
    textOf(body.system as string),
  ];
  const input = texts.reduce((sum, text) => sum + countTokens(text), 0);
  const cached = cache.seen(body.messages) ? Math.floor(input / 2) : 0;
  return { input_tokens: input - cached, cache_creation_input_tokens: 0, cache_read_input_tokens: cached };
}

function textOf(content: Message["content"] | undefined): string {
  if (content === undefined) return "";
  return typeof content === "string" ? content : content.map((part) => part.text ?? "").join("");
}
