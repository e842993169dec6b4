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

/** The characters of every text in a message or a piece of one, tool calls included. */
export function textLength(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + textLength(each), 0);
  if (!isObject(value)) return 0;
  let sum = 0;
  for (const name in value) if (!LABELS.has(name)) sum += textLength(value[name]);
  return sum;
}

/** Texts of a content that is a text, or a list of parts with texts; images and files have none. */
export function contentTexts(content: unknown): string[] {
  if (typeof content === "string") return [content];
  return objects(content).flatMap(({ text, content: inner }) => [
    ...(typeof text === "string" ? [text] : []),
    ...(inner === undefined ? [] : contentTexts(inner)),
  ]);
}
