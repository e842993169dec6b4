const QUOTE = 34;
const BACKSLASH = 92;
const LETTER_U = 117;
/** UTF-8: a character of four bytes, which JavaScript counts as two. */
const FIRST_OF_FOUR = 0xf0;
const IS_NULL = ":null";

/**
 * An event for the functions below: a character for each byte. Made once, because each search in a Buffer is a call out
 * of JavaScript, and searching is most of what a stream's event costs.
 */
export function bytesAsText(event: Buffer): string {
  return event.toString("latin1");
}

/**
 * The length of the one text that follows a marker such as `"content":"`, as JavaScript counts it: escapes are what they
 * stand for. Undefined when the marker is not there, or is there more than once.
 */
export function textLengthAfter(event: string, marker: string): number | undefined {
  const found = event.indexOf(marker);
  if (found < 0) return undefined;
  const start = found + marker.length;
  if (event.indexOf(marker, start) >= 0) return undefined;
  let length = 0;
  for (let at = start; at < event.length; at++) {
    const byte = event.charCodeAt(at);
    if (byte === QUOTE) return length;
    if (byte === BACKSLASH) {
      at += event.charCodeAt(at + 1) === LETTER_U ? 5 : 1;
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
export function isNullOrAbsent(event: string, name: string): boolean {
  for (let at = event.indexOf(name); at >= 0; at = event.indexOf(name, at + 1)) {
    if (!event.startsWith(IS_NULL, at + name.length)) return false;
  }
  return true;
}
