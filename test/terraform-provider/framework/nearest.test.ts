import { nearest } from "../../../terraform-provider/src/framework/nearest.ts";

const CHOICES = ["openai", "anthropic", "google", "groq", "deepseek", "openrouter", "sim"];

test.each([
  ["opneai", "openai"],
  ["OpenAI", "openai"],
  [" openai", "openai"],
  ["antropic", "anthropic"],
  ["gogle", "google"],
  ["grok", "groq"],
  ["deep-seek", "deepseek"],
  ["sym", "sim"],
])("%j was meant as %j", (written, meant) => {
  expect(nearest(written, CHOICES)).toBe(meant);
});

test.each(["openai-eu", "openai2", "open", "sim2", "acme", "mistral", "s", ""])(
  "%j may well be meant as it is",
  (written) => {
    expect(nearest(written, CHOICES)).toBeUndefined();
  },
);

test.each([
  ["sim2", "sim1"],
  ["llm-b", "llm-a"],
  ["gpu-07", "gpu-06"],
  ["eu1-b", "eu1-a"],
])("%j beside %j is another one of a row", (written, other) => {
  expect(nearest(written, [other])).toBeUndefined();
  expect(nearest(`${written}x`, [`${written}y`])).toBe(`${written}y`);
});

test("of two that are near, the nearer one was meant", () => {
  expect(nearest("groqs-eu", ["groq-eu", "groks-eu"])).toBe("groq-eu");
});
