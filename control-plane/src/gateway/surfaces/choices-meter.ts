import type { TokenCounts } from "../../ledger/cost.ts";
import { type Meter, newCompletion } from "./surface.ts";
import { count, isObject, member, objects, textLength } from "./values.ts";

/** The meter of OpenAI's formats with `choices`: chat completions and completions. `pieceOf` finds what a choice brings. */
export function createChoicesMeter(pieceOf: (choice: Record<string, unknown>) => unknown): Meter {
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
