import type {
  MessageCreateParams,
  RawMessageStreamEvent,
  ThinkingBlock,
} from "@anthropic-ai/sdk/resources/messages";
import { tokensOf } from "../tokens.ts";

/** What a model thinks before it answers, if the request lets it: about the prompt's own words. */
export function thinkingBlock({ thinking }: MessageCreateParams, prompt: string): ThinkingBlock | undefined {
  if (thinking === undefined || thinking.type === "disabled") return undefined;
  const signature = Buffer.from(`thought about: ${prompt}`).toString("base64");
  return { type: "thinking", thinking: `Somebody says: ${prompt}`, signature };
}

/** The tokens that were thought; they are output tokens too. */
export function thinkingTokens(block: ThinkingBlock | undefined): number {
  return tokensOf(block?.thinking ?? "").length;
}

/** The events by which a block of thoughts comes: its text in pieces, and its signature at the end. */
export function thinkingEvents(block: ThinkingBlock, index: number): RawMessageStreamEvent[] {
  return [
    { type: "content_block_start", index, content_block: { type: "thinking", thinking: "", signature: "" } },
    ...tokensOf(block.thinking).map((thinking): RawMessageStreamEvent => {
      return { type: "content_block_delta", index, delta: { type: "thinking_delta", thinking } };
    }),
    {
      type: "content_block_delta",
      index,
      delta: { type: "signature_delta", signature: block.signature },
    },
    { type: "content_block_stop", index },
  ];
}
