/**
 * Parses the list form of OpenTelemetry's variables, `name=value,name2=value2` with percent-encoded values, as the W3C
 * Baggage header has it. Undefined when it is none.
 */
export function parseKeyValueList(text: string): Record<string, string> | undefined {
  const pairs = text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const parsed: [string, string][] = [];
  for (const pair of pairs) {
    const separator = pair.indexOf("=");
    const name = decode(pair.slice(0, Math.max(separator, 0)));
    const value = decode(pair.slice(separator + 1));
    if (!name || value === undefined) return undefined;
    parsed.push([name, value]);
  }
  return Object.fromEntries(parsed);
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return undefined;
  }
}
