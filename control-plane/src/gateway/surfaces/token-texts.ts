import type { InputText } from "./surface.ts";

/** An input that is a text, several, or token numbers: numbers count one by one. */
export function tokenTexts(input: unknown): InputText[] {
  if (typeof input === "string") return [{ text: input, overheadTokens: 0 }];
  if (!Array.isArray(input)) return [];
  const numbers = input.filter((each) => typeof each === "number").length;
  return [
    ...(numbers > 0 ? [{ text: "", overheadTokens: numbers }] : []),
    ...input.flatMap((each) => (typeof each === "number" ? [] : tokenTexts(each))),
  ];
}
