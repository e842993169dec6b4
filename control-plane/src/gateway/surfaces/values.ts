/** Readers of JSON that an upstream or a client wrote: what is missing or absurd counts as nothing. */

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function member(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

export function objects(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A count of tokens. */
export function count(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value > 0 ? value : 0;
}

/** Members that say what a piece is, not what is in it. */
const LABELS = new Set(["role", "id", "type", "object", "index", "call_id", "item_id", "status"]);

/** The characters of every text in a message or a piece of one, tool calls included; however deeply it is nested. */
export function textLength(value: unknown): number {
  // The one text that nearly all are.
  if (typeof value === "string") return value.length;
  let sum = 0;
  const left = [value];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === "string") sum += next.length;
    else if (Array.isArray(next)) for (const each of next) left.push(each);
    else if (isObject(next)) for (const name in next) if (!LABELS.has(name)) left.push(next[name]);
  }
  return sum;
}

/** Texts of a content that is a text, or a list of parts with texts, however deeply nested; images and files have none. */
export function contentTexts(content: unknown): string[] {
  const texts: string[] = [];
  const left = [content];
  while (left.length > 0) {
    const next = left.pop();
    if (typeof next === "string") texts.push(next);
    for (const { text, content: inner } of objects(next).reverse()) {
      left.push(inner);
      if (typeof text === "string") left.push(text);
    }
  }
  return texts;
}
