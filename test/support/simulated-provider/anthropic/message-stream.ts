import type {
  Message,
  RawMessageStreamEvent,
  TextBlock,
  ThinkingBlock,
  ToolUseBlock,
} from "@anthropic-ai/sdk/resources/messages";
import type { StreamEvent } from "../surface.ts";
import { thinkingEvents } from "./thinking.ts";

/** A stream may keep its connection alive by these, which the published event types leave out. */
type Event = RawMessageStreamEvent | { type: "ping" };

/**
 * The events of a streamed message. The first one carries what was read, the last but one what was written: a reader
 * has to put the usage together from both.
 */
export function messageEvents(message: Message, tokens: readonly string[]): StreamEvent[] {
  const { stop_reason, stop_sequence, stop_details, container, usage } = message;
  const blocks = message.content as (ThinkingBlock | TextBlock | ToolUseBlock)[];
  const events: Event[] = [
    {
      type: "message_start",
      message: {
        ...message,
        content: [],
        stop_reason: null,
        stop_sequence: null,
        usage: { ...usage, output_tokens: Math.min(1, usage.output_tokens) },
      },
    },
    ...blocks.flatMap((block, index) =>
      block.type === "thinking" ? thinkingEvents(block, index) : blockEvents(block, index, tokens),
    ),
    {
      type: "message_delta",
      delta: { stop_reason, stop_sequence, stop_details, container },
      usage: {
        input_tokens: usage.input_tokens,
        output_tokens: usage.output_tokens,
        cache_creation_input_tokens: usage.cache_creation_input_tokens,
        cache_read_input_tokens: usage.cache_read_input_tokens,
        output_tokens_details: usage.output_tokens_details,
        server_tool_use: null,
      },
    },
    { type: "message_stop" },
  ];
  return events.map((data) => ({ event: data.type, data }));
}

function blockEvents(block: TextBlock | ToolUseBlock, index: number, tokens: readonly string[]): Event[] {
  const empty = block.type === "text" ? { ...block, text: "" } : { ...block, input: {} };
  return [
    { type: "content_block_start", index, content_block: empty },
    { type: "ping" },
    ...tokens.map((token): Event => {
      const delta =
        block.type === "text"
          ? { type: "text_delta" as const, text: token }
          : { type: "input_json_delta" as const, partial_json: token };
      return { type: "content_block_delta", index, delta };
    }),
    { type: "content_block_stop", index },
  ];
}
