const QUOTE = 34;
const BACKSLASH = 92;
const IS_NULL = Buffer.from(":null");

/**
 * The bytes of the one text that follows a marker such as `"content":"`, as JSON has it. Undefined when the marker is
 * not there, or is there more than once.
 */
export function textLengthAfter(event: Buffer, marker: Buffer): number | undefined {
  const found = event.indexOf(marker);
  if (found < 0) return undefined;
  const start = found + marker.length;
  if (event.indexOf(marker, start) >= 0) return undefined;
  for (let quote = event.indexOf(QUOTE, start); quote >= 0; quote = event.indexOf(QUOTE, quote + 1)) {
    let backslashes = 0;
    while (event[quote - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return quote - start;
  }
  return undefined;
}

/** Whether a member, given by its name in quotes, is null wherever it is there. Written with spaces it counts as a value. */
export function isNullOrAbsent(event: Buffer, name: Buffer): boolean {
  for (let at = event.indexOf(name); at >= 0; at = event.indexOf(name, at + 1)) {
    const value = at + name.length;
    if (event.compare(IS_NULL, 0, IS_NULL.length, value, value + IS_NULL.length) !== 0) return false;
  }
  return true;
}
