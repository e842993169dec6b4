/** Cuts a byte stream of server-sent events into whole events, each with its own bytes. */
export interface EventSplitter {
  push(chunk: Buffer): void;
  /** The next whole event, blank line included, or undefined until there is one. */
  next(): Buffer | undefined;
  /** The data of the first whole event that has any, without taking anything out. */
  peekData(): string | undefined;
  /** Takes what is left at the end: an event that nobody finished. */
  rest(): Buffer;
  /** The bytes that wait for the end of their event. */
  readonly size: number;
}

/** An upstream that sends more than this without an end of event does not speak SSE. */
export const MAX_EVENT_BYTES = 16 * 1024 * 1024;

const EMPTY = Buffer.alloc(0);
const BLANK_LINE = Buffer.from("\n\n");
const DATA = Buffer.from("data: ");
const LF = 10;
const CR = 13;

export function createEventSplitter(): EventSplitter {
  let buffer: Buffer = EMPTY;
  let searched = 0;
  // Pieces without a line end can't finish an event: they are put together only when it pays.
  let pieces: Buffer[] = [];
  let piecesSize = 0;

  function collect(): void {
    if (pieces.length === 0) return;
    buffer =
      buffer.length === 0 && pieces.length === 1 ? (pieces[0] as Buffer) : Buffer.concat([buffer, ...pieces]);
    pieces = [];
    piecesSize = 0;
  }

  /** The index after the blank line that ends the event that is searched from there, or -1. */
  function endOfEvent(from: number): number {
    // Nearly all streams end their lines in LF alone, for which a search in native code does.
    const blank = buffer.indexOf(BLANK_LINE, from);
    const carriageReturn = buffer.indexOf(CR, from);
    if (carriageReturn < 0 || (blank >= 0 && blank < carriageReturn)) {
      return blank < 0 ? -1 : blank + BLANK_LINE.length;
    }
    return endOfMixedEvent(from);
  }

  /** The same where lines end in LF, CRLF or CR. */
  function endOfMixedEvent(from: number): number {
    for (let at = from; at < buffer.length; at++) {
      const byte = buffer[at];
      if (byte !== LF && byte !== CR) continue;
      const lineEnd = byte === CR && buffer[at + 1] === LF ? at + 2 : at + 1;
      const next = buffer[lineEnd];
      if (next === LF) return lineEnd + 1;
      if (next === CR) {
        if (lineEnd + 1 === buffer.length) return -1; // an LF may follow
        return buffer[lineEnd + 1] === LF ? lineEnd + 2 : lineEnd + 1;
      }
      at = lineEnd - 1;
    }
    return -1;
  }

  return {
    push(chunk) {
      pieces.push(chunk);
      piecesSize += chunk.length;
      if (chunk.includes(LF) || chunk.includes(CR)) collect();
    },

    get size() {
      return buffer.length + piecesSize;
    },

    next() {
      const end = endOfEvent(searched);
      if (end < 0) {
        // The last bytes may be the start of the blank line.
        searched = Math.max(0, buffer.length - 4);
        return undefined;
      }
      const event = buffer.subarray(0, end);
      buffer = buffer.subarray(end);
      searched = 0;
      return event;
    },

    peekData() {
      let start = 0;
      for (;;) {
        const end = endOfEvent(start);
        if (end < 0) return undefined;
        const data = dataOf(buffer.subarray(start, end));
        if (data !== undefined) return data;
        start = end;
      }
    },

    rest() {
      collect();
      const rest = buffer;
      buffer = EMPTY;
      searched = 0;
      return rest;
    },
  };
}

/** Whether the data of an event tells of an error: as a type of event, or as a member of what would be a chunk. */
export function isErrorEvent(event: Record<string, unknown>): boolean {
  return event.type === "error" || ("error" in event && event.error != null);
}

/** The data of an event, its lines joined; undefined for comments and the like. */
export function dataOf(event: Buffer): string | undefined {
  // One line of data and nothing else, as nearly all are.
  const end = event.length - BLANK_LINE.length;
  if (event.indexOf(LF) === end && event.indexOf(DATA) === 0 && event.indexOf(CR) < 0) {
    return event.toString("utf8", DATA.length, end);
  }
  const lines = event
    .toString("utf8")
    .split(/\r\n|\n|\r/)
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(line[5] === " " ? 6 : 5));
  return lines.length === 0 ? undefined : lines.join("\n");
}
