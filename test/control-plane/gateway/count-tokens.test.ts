import { countTokens } from "../../../control-plane/src/gateway/count-tokens.ts";

test("words of the tokenizer's control language are text like any other", async () => {
  expect(await countTokens(["<|endoftext|> <|im_start|>"])).toBeGreaterThan(2);
});

test("counts as the tokenizer does, within a token for each thousand characters", async () => {
  const { countTokens: exact } = await import("gpt-tokenizer/encoding/o200k_base");
  const text = "The quick brown fox jumps over the lazy dog. ".repeat(500);
  const counted = await countTokens([text]);
  expect(counted).toBeGreaterThanOrEqual(exact(text));
  expect(counted - exact(text)).toBeLessThanOrEqual(Math.ceil(text.length / 1024));
});

test("a text without breaks, however long, leaves other requests their turn", async () => {
  let longest = 0;
  let last = performance.now();
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const tokens = await countTokens(["a".repeat(8 * 1024 * 1024)]);
  clearInterval(beat);
  expect(tokens).toBeGreaterThan(1024 * 1024);
  expect(longest).toBeLessThan(1000); // one count of it all took minutes
});
