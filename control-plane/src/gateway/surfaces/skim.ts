const QUOTE = 34;
const BACKSLASH = 92;
const LETTER_U = 117;
/** UTF-8: a character of four bytes, which JavaScript counts as two. */
const FIRST_OF_FOUR = 0xf0;
const IS_NULL = Buffer.from(":null");

/**
 * The length of the one text that follows a marker such as `"content":"`, as JavaScript counts it: escapes are what they
 * stand for. Undefined when the marker is not there, or is there more than once.
 */
export function textLengthAfter(event: Buffer, marker: Buffer): number | undefined {
  const found = event.indexOf(marker);
  if (found < 0) return undefined;
  const start = found + marker.length;
  if (event.indexOf(marker, start) >= 0) return undefined;
  let length = 0;
  for (let at = start; at < event.length; at++) {
    const byte = event[at] as number;
    if (byte === QUOTE) return length;
    if (byte === BACKSLASH) {
      at += event[at + 1] === LETTER_U ? 5 : 1;
      length++;
    } else if (!isContinuation(byte)) {
      length += byte >= FIRST_OF_FOUR ? 2 : 1;
    }
  }
  return undefined;
}

/** UTF-8: a character's second byte or a later one. */
function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** Whether a member, given by its name in quotes, is null wherever it is there. Written with spaces it counts as a value. */
export function isNullOrAbsent(event: Buffer, name: Buffer): boolean {
  for (let at = event.indexOf(name); at >= 0; at = event.indexOf(name, at + 1)) {
    const value = at + name.length;
    if (event.compare(IS_NULL, 0, IS_NULL.length, value, value + IS_NULL.length) !== 0) return false;
  }
  return true;
}
