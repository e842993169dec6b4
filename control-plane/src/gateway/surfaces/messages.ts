import { anthropicFormat } from "./anthropic-format.ts";
import { bytesAsText, textLengthAfter } from "./skim.ts";
import { type Meter, newCompletion, type Surface } from "./surface.ts";
import { contentTexts, count, isObject, member, objects, textLength } from "./values.ts";

const TOKENS_PER_MESSAGE = 4;
const TEXT_DELTA = "event: content_block_delta\n";
const TEXT = '"text":"';

/** `POST /v1/messages` */
export const messages: Surface = {
  id: "messages",
  path: "messages",
  format: anthropicFormat,
  structural: new Set(["model", "messages", "stream", "max_tokens"]),
  outputCaps: () => ["max_tokens"],
  usageOnRequest: false,
  inputTexts: ({ system, messages }) => [
    ...contentTexts(system).map((text) => ({ text, overheadTokens: 0 })),
    ...objects(messages).map(({ content }) => ({
      text: contentTexts(content).join("\n"),
      overheadTokens: TOKENS_PER_MESSAGE,
    })),
  ],
  definitions: ["tools"],
  createMeter,
};

function createMeter(): Meter {
  const completion = newCompletion();
  const { delivered } = completion;

  /** Later reports replace earlier ones, field by field. */
  const counts: Record<string, number> = {};
  function readInput(usage: unknown): void {
    if (!isObject(usage)) return;
    for (const name in usage) if (typeof usage[name] === "number") counts[name] = count(usage[name]);
    const read = counts.cache_read_input_tokens ?? 0;
    const written = counts.cache_creation_input_tokens ?? 0;
    completion.input = {
      // Anthropic counts what was read from and written to its cache apart from the rest.
      inputTokens: (counts.input_tokens ?? 0) + read + written,
      cacheReadTokens: read,
      cacheWriteTokens: written,
    };
  }

  /** At the end of a message, and only there, all counts are known. */
  function readUsage(usage: unknown): void {
    readInput(usage);
    if (!completion.input) return;
    completion.usage = {
      ...completion.input,
      outputTokens: counts.output_tokens ?? 0,
      reasoningTokens: count(member(member(usage, "output_tokens_details"), "thinking_tokens")),
    };
  }

  function readStop(message: unknown): void {
    const reason = member(message, "stop_reason");
    if (typeof reason === "string") completion.stopReason = reason;
  }

  return {
    completion,
    read(message) {
      readUsage(message.usage);
      readStop(message);
      delivered.characters = textLength(message.content);
      delivered.pieces = objects(message.content).length;
    },
    observe(event) {
      switch (event.type) {
        case "message_start":
          readInput(member(event.message, "usage"));
          return "content";
        case "content_block_delta":
          delivered.characters += textLength(event.delta);
          delivered.pieces++;
          return "content";
        case "message_delta":
          readUsage(event.usage);
          readStop(event.delta);
          return "content";
        case "message_stop":
        case "error":
          return "last";
        default:
          return "content";
      }
    },
    skim(bytes) {
      const event = bytesAsText(bytes);
      if (!event.startsWith(TEXT_DELTA)) return false;
      const length = textLengthAfter(event, TEXT);
      if (length === undefined) return false;
      delivered.characters += length;
      delivered.pieces++;
      return true;
    },
  };
}
