import type { TokenCounts } from "../../ledger/cost.ts";
import { bytesAsText, isNullOrAbsent, textLengthAfter } from "./skim.ts";
import { type Meter, newCompletion } from "./surface.ts";
import { count, isObject, member, objects, textLength } from "./values.ts";

const ERROR = '"error"';
/** Thoughts come beside the text, under names that begin like this. */
const REASONING = '"reasoning';
const USAGE = '"usage"';
const FINISH_REASON = '"finish_reason"';

/** The meter of OpenAI's formats with `choices`: chat completions and completions. `pieceOf` finds what a choice brings, `marker` stands before its text. */
export function createChoicesMeter(
  pieceOf: (choice: Record<string, unknown>) => unknown,
  marker: string,
): Meter {
  const completion = newCompletion();
  const { delivered } = completion;

  const meter: Meter = {
    completion,
    read: (body) => void meter.observe(body),
    observe(chunk) {
      const usage = readUsage(chunk.usage);
      if (usage) completion.usage = usage;
      const choices = objects(chunk.choices);
      for (const choice of choices) {
        if (typeof choice.finish_reason === "string") completion.stopReason = choice.finish_reason;
        const characters = textLength(pieceOf(choice));
        if (characters > 0) {
          delivered.characters += characters;
          delivered.pieces++;
        }
      }
      return usage && choices.length === 0 ? "usage" : "content";
    },
    skim(bytes) {
      const event = bytesAsText(bytes);
      const mayMatter =
        event.includes(ERROR) ||
        event.includes(REASONING) ||
        !isNullOrAbsent(event, USAGE) ||
        !isNullOrAbsent(event, FINISH_REASON);
      const length = mayMatter ? undefined : textLengthAfter(event, marker);
      if (!length) return false;
      delivered.characters += length;
      delivered.pieces++;
      return true;
    },
  };
  return meter;
}

/** The `usage` object of OpenAI's completions and embeddings. */
export function readUsage(usage: unknown): TokenCounts | undefined {
  if (!isObject(usage)) return undefined;
  const inputTokens = count(usage.prompt_tokens);
  const completionTokens = count(usage.completion_tokens);
  // Google's thoughts are in the sum and nowhere else.
  const unlisted = Math.max(0, count(usage.total_tokens) - inputTokens - completionTokens);
  return {
    inputTokens,
    outputTokens: completionTokens + unlisted,
    cacheReadTokens: count(member(usage.prompt_tokens_details, "cached_tokens")),
    reasoningTokens: Math.max(unlisted, count(member(usage.completion_tokens_details, "reasoning_tokens"))),
  };
}
