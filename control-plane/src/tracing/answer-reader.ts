import type { Attributes } from "@opentelemetry/api";
import {
  ATTR_GEN_AI_RESPONSE_FINISH_REASONS,
  ATTR_GEN_AI_RESPONSE_ID,
  ATTR_GEN_AI_RESPONSE_MODEL,
} from "@opentelemetry/semantic-conventions/incubating";
import { isObject } from "../gateway/surfaces/values.ts";

/** An upstream may send as many as it likes. */
const MAX_CHOICES = 128;

/** Picks an answer's id, its model and why it ended out of a body or the events of a stream, on every surface. */
export class AnswerReader {
  #id: string | undefined;
  #model: string | undefined;
  readonly #reasons: string[] = [];

  read(part: Record<string, unknown>): void {
    if (!this.#id || !this.#model) {
      // Anthropic's first event has the message in it, OpenAI's events of a response have the response.
      const answer = isObject(part.message) ? part.message : isObject(part.response) ? part.response : part;
      // Azure's first chunk has both, and both are empty.
      this.#id ||= textOf(answer.id);
      this.#model ||= textOf(answer.model);
    }
    if (Array.isArray(part.choices)) this.#readChoices(part.choices);
  }

  #readChoices(choices: readonly unknown[]): void {
    for (const choice of choices) {
      if (!isObject(choice) || typeof choice.finish_reason !== "string") continue;
      if (this.#reasons.length < MAX_CHOICES) this.#reasons.push(choice.finish_reason);
    }
  }

  /** @param stopReason the answer's, on surfaces without choices */
  attributes(stopReason: string): Attributes {
    const reasons = this.#reasons.length > 0 ? this.#reasons : stopReason === "" ? [] : [stopReason];
    return {
      ...(this.#id && { [ATTR_GEN_AI_RESPONSE_ID]: this.#id }),
      ...(this.#model && { [ATTR_GEN_AI_RESPONSE_MODEL]: this.#model }),
      ...(reasons.length > 0 && { [ATTR_GEN_AI_RESPONSE_FINISH_REASONS]: reasons }),
    };
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
