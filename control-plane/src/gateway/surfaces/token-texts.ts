import type { InputText } from "./surface.ts";

/** An input that is a text, several, or token numbers: numbers count one by one. However deeply it is nested. */
export function tokenTexts(input: unknown): InputText[] {
  const texts: InputText[] = [];
  let numbers = 0;
  const left = [input];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === "string") texts.push({ text: next, overheadTokens: 0 });
    else if (typeof next === "number") numbers++;
    else if (Array.isArray(next)) for (const each of next) left.push(each);
  }
  return numbers > 0 ? [{ text: "", overheadTokens: numbers }, ...texts] : texts;
}
