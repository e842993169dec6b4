import type { TokenCounts } from "../ledger/cost.ts";
import { isObject } from "./parse-request.ts";

/** What a chat completion used, as far as it is known. */
export interface Completion {
  /** The provider's own counts; undefined when it sent none. */
  usage: TokenCounts | undefined;
  /** Why the model stopped, in the provider's words. */
  stopReason: string;
  /** What was delivered, as the basis of an estimate. */
  delivered: { characters: number; pieces: number };
}

/** Reads a completion that came in one piece. */
export function meterJson(body: Record<string, unknown>): Completion {
  const meter = createStreamMeter();
  meter.observe(body);
  return meter.completion;
}

export interface StreamMeter {
  /** Looks at a chunk of a stream. Returns whether it carries usage and nothing else. */
  observe(chunk: Record<string, unknown>): boolean;
  readonly completion: Completion;
}

/** Reads a completion off the chunks of a stream as they pass. */
export function createStreamMeter(): StreamMeter {
  const completion: Completion = {
    usage: undefined,
    stopReason: "",
    delivered: { characters: 0, pieces: 0 },
  };
  const { delivered } = completion;

  return {
    completion,
    observe(chunk) {
      const usage = readUsage(chunk.usage);
      if (usage) completion.usage = usage;
      const choices = Array.isArray(chunk.choices) ? chunk.choices : [];
      for (const choice of choices) {
        if (!isObject(choice)) continue;
        if (typeof choice.finish_reason === "string") completion.stopReason = choice.finish_reason;
        const characters = textLength(choice.delta ?? choice.message);
        if (characters > 0) {
          delivered.characters += characters;
          delivered.pieces++;
        }
      }
      return usage !== undefined && choices.length === 0;
    },
  };
}

/** The `usage` object of OpenAI's format. Counts that are missing or absurd count as 0. */
function readUsage(usage: unknown): TokenCounts | undefined {
  if (!isObject(usage)) return undefined;
  return {
    inputTokens: count(usage.prompt_tokens),
    outputTokens: count(usage.completion_tokens),
    cacheReadTokens: count(member(usage.prompt_tokens_details, "cached_tokens")),
    reasoningTokens: count(member(usage.completion_tokens_details, "reasoning_tokens")),
  };
}

function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** The characters of every text in a message, tool calls included. */
function textLength(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + textLength(each), 0);
  if (!isObject(value)) return 0;
  let sum = 0;
  for (const [name, each] of Object.entries(value)) {
    if (name !== "role" && name !== "id" && name !== "type") sum += textLength(each);
  }
  return sum;
}
