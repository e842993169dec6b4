import fc from "fast-check";
import { chatCompletions } from "../../../control-plane/src/gateway/surfaces/chat-completions.ts";
import { completions } from "../../../control-plane/src/gateway/surfaces/completions.ts";
import { messages } from "../../../control-plane/src/gateway/surfaces/messages.ts";
import type { Surface } from "../../../control-plane/src/gateway/surfaces/surface.ts";

/** Of all alphabets, with halves of surrogate pairs. */
const text = fc.oneof(
  fc.string({ unit: "binary-ascii" }),
  fc.string({ unit: "binary" }),
  fc.constant("\ud83d"),
);
const rarely = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
const usage = fc.constantFrom(undefined, null, { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 });
const finish = fc.constantFrom(undefined, null, "stop");
/** In the ways in which providers write JSON. */
const writers = fc.constantFrom(
  (value: unknown) => JSON.stringify(value),
  (value: unknown) => JSON.stringify(value).replaceAll('":', '": '),
);
const event = (json: string, name?: string) =>
  Buffer.from(`${name ? `event: ${name}\n` : ""}data: ${json}\n\n`);

const chatChunk = fc.record(
  {
    id: fc.constant("c1"),
    choices: fc.array(
      fc.record(
        {
          index: fc.constant(0),
          delta: fc.record(
            { role: fc.constant("assistant"), content: text, reasoning_content: rarely(text) },
            { requiredKeys: ["content", "reasoning_content"] },
          ),
          finish_reason: finish,
        },
        { requiredKeys: ["delta"] },
      ),
      { maxLength: 2 },
    ),
    usage,
    obfuscation: text,
    error: rarely(fc.constant({ message: "x" })),
  },
  { requiredKeys: ["choices", "error"] },
);
const completionChunk = fc.record(
  {
    choices: fc.array(fc.record({ text, finish_reason: finish }, { requiredKeys: ["text"] }), {
      maxLength: 2,
    }),
    usage,
  },
  { requiredKeys: ["choices"] },
);
const messageEvent = fc.oneof(
  fc.record({
    type: fc.constant("content_block_delta"),
    delta: fc.record({ type: fc.constant("text_delta"), text }),
  }),
  fc.record({
    type: fc.constant("content_block_delta"),
    delta: fc.record({ type: fc.constant("input_json_delta"), partial_json: text }),
  }),
  fc.record({
    type: fc.constant("message_delta"),
    delta: fc.record({ stop_reason: fc.constant("end_turn") }),
    usage: fc.constant({ output_tokens: 5 }),
  }),
);

/** What the two ways of reading know of the same event. */
function both(surface: Surface, bytes: Buffer, parsed: Record<string, unknown>) {
  const read = surface.createMeter();
  const skimmed = surface.createMeter();
  const isSkimmed = skimmed.skim?.(bytes) ?? false;
  const observation = read.observe(parsed);
  return { isSkimmed, observation, read: read.completion, skimmed: skimmed.completion };
}

test.each<[string, Surface, fc.Arbitrary<Record<string, unknown>>]>([
  ["chat completions", chatCompletions, chatChunk],
  ["completions", completions, completionChunk],
  ["messages", messages, messageEvent],
])(
  "%s: an event that is only skimmed brings nothing but its text, and as much of it as reading finds",
  (_, surface, chunks) => {
    let skimmedAtAll = 0;
    fc.assert(
      fc.property(chunks, writers, (chunk, write) => {
        const named = surface === messages ? String(chunk.type) : undefined;
        const { isSkimmed, observation, read, skimmed } = both(surface, event(write(chunk), named), chunk);
        if (!isSkimmed) return;
        skimmedAtAll++;
        expect(chunk.error).toBeUndefined();
        expect(observation).toBe("content");
        expect(skimmed.usage).toEqual(read.usage);
        expect(skimmed.stopReason).toBe(read.stopReason);
        expect(skimmed.delivered.pieces).toBe(read.delivered.pieces);
        expect(skimmed.delivered.characters).toBe(read.delivered.characters);
      }),
      { numRuns: 2000 },
    );
    expect(skimmedAtAll).toBeGreaterThan(50);
  },
);

test("a plain piece of a stream is skimmed, to the character", () => {
  const chunk = { choices: [{ index: 0, delta: { content: " hello" }, finish_reason: null }], usage: null };
  const { isSkimmed, skimmed } = both(chatCompletions, event(JSON.stringify(chunk)), chunk);
  expect(isSkimmed).toBe(true);
  expect(skimmed.delivered).toEqual({ characters: 6, pieces: 1 });
});
