/**
 * Edits of a JSON object's own members that leave every other byte as it was: numbers too large for JavaScript, the
 * order of members and white space reach the upstream as the client wrote them.
 */
export interface Edits {
  /** New values, as JSON; a member that is not there is added at the end. */
  set?: Readonly<Record<string, string>>;
  remove?(name: string): boolean;
}

interface Member {
  name: string;
  /** From the opening quote of the name to the end of the value. */
  text: string;
}

/** Applies the edits to the text of an object. The text must be valid JSON: it has been parsed before. */
export function editMembers(json: string, { set = {}, remove }: Edits): string {
  const replaced = new Set<string>();
  const kept: string[] = [];
  for (const { name, text } of members(json)) {
    if (Object.hasOwn(set, name)) {
      // A repeated member would win over the first in most parsers: only one may be left.
      if (!replaced.has(name)) kept.push(`${JSON.stringify(name)}:${set[name]}`);
      replaced.add(name);
    } else if (!remove?.(name)) {
      kept.push(text);
    }
  }
  for (const [name, value] of Object.entries(set)) {
    if (!replaced.has(name)) kept.push(`${JSON.stringify(name)}:${value}`);
  }
  return `{${kept.join(",")}}`;
}

function* members(json: string): Generator<Member> {
  let at = json.indexOf("{") + 1;
  for (;;) {
    const start = json.indexOf('"', at);
    if (start < 0) return;
    const nameEnd = endOfString(json, start);
    const end = endOfValue(json, json.indexOf(":", nameEnd) + 1);
    yield { name: JSON.parse(json.slice(start, nameEnd)) as string, text: json.slice(start, end).trimEnd() };
    if (json[end] === "}") return;
    at = end + 1;
  }
}

/** The index after a string's closing quote. */
function endOfString(json: string, start: number): number {
  let at = start + 1;
  for (;;) {
    const quote = json.indexOf('"', at);
    let backslashes = 0;
    while (json[quote - 1 - backslashes] === "\\") backslashes++;
    if (backslashes % 2 === 0) return quote + 1;
    at = quote + 1;
  }
}

/** The index of the comma or brace that ends a member's value. */
function endOfValue(json: string, start: number): number {
  let depth = 0;
  for (let at = start; at < json.length; at++) {
    const character = json[at];
    if (character === '"') at = endOfString(json, at) - 1;
    else if (character === "{" || character === "[") depth++;
    else if (depth === 0 && (character === "," || character === "}")) return at;
    else if (character === "}" || character === "]") depth--;
  }
  return json.length;
}
