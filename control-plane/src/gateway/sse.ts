/** An upstream that sends more than this without an end of event does not speak SSE. */
export const MAX_EVENT_BYTES = 16 * 1024 * 1024;

const EMPTY = Buffer.alloc(0);
const BLANK_LINE = Buffer.from("\n\n");
const DATA = Buffer.from("data: ");
const LF = 10;
const CR = 13;

/** Cuts a byte stream of server-sent events into whole events, each with its own bytes. One for each open stream. */
export class EventSplitter {
  #buffer: Buffer = EMPTY;
  #searched = 0;
  /** The memory in which the buffer is, and how much of it is used: the buffer ends there. */
  #memory: Buffer = EMPTY;
  #used = 0;
  /** Up to here there are whole events without data. */
  #peeked = 0;
  #peekSearched = 0;
  /** Pieces without a line end can't finish an event: they are put together only when it pays. */
  #pieces: Buffer[] = [];
  #piecesSize = 0;

  push(chunk: Buffer): void {
    this.#pieces.push(chunk);
    this.#piecesSize += chunk.length;
    if (chunk.includes(LF) || chunk.includes(CR)) this.#collect();
  }

  /** The bytes that wait for the end of their event. */
  get size(): number {
    return this.#buffer.length + this.#piecesSize;
  }

  /** The next whole event, blank line included, or undefined until there is one. */
  next(): Buffer | undefined {
    const end = endOfEvent(this.#buffer, this.#searched);
    if (end < 0) {
      // The last bytes may be the start of the blank line.
      this.#searched = Math.max(0, this.#buffer.length - 4);
      return undefined;
    }
    const event = this.#buffer.subarray(0, end);
    // An empty rest would keep all of its bytes in memory while the stream waits for the next.
    if (end === this.#buffer.length) this.#buffer = this.#memory = EMPTY;
    else this.#buffer = this.#buffer.subarray(end);
    this.#searched = this.#peeked = this.#peekSearched = 0;
    return event;
  }

  /** The data of the first whole event that has any, without taking anything out. */
  peekData(): string | undefined {
    for (;;) {
      const end = endOfEvent(this.#buffer, Math.max(this.#peeked, this.#peekSearched));
      if (end < 0) {
        this.#peekSearched = this.#buffer.length - 4;
        return undefined;
      }
      const data = dataOf(this.#buffer.subarray(this.#peeked, end));
      if (data !== undefined) return data;
      this.#peeked = end;
    }
  }

  /** Takes what is left at the end: an event that nobody finished. */
  rest(): Buffer {
    this.#collect();
    const rest = this.#buffer;
    this.#buffer = this.#memory = EMPTY;
    this.#searched = this.#peeked = this.#peekSearched = 0;
    return rest;
  }

  #collect(): void {
    const [only] = this.#pieces;
    if (!only) return;
    if (this.#buffer.length === 0 && this.#pieces.length === 1) {
      this.#buffer = this.#memory = only;
      this.#used = only.length;
    } else {
      this.#append();
    }
    this.#pieces = [];
    this.#piecesSize = 0;
  }

  #append(): void {
    const length = this.#buffer.length + this.#piecesSize;
    const start = this.#used - this.#buffer.length;
    if (this.#buffer.length > 0 && this.#memory.length - start >= length) {
      this.#buffer = this.#memory.subarray(start, start + length);
    } else {
      // What keeps growing gets room to grow, else it would be copied as a whole for each piece.
      this.#memory = Buffer.allocUnsafe(this.#buffer.length > this.#piecesSize ? 2 * length : length);
      this.#used = this.#buffer.copy(this.#memory);
      this.#buffer = this.#memory.subarray(0, length);
    }
    for (const piece of this.#pieces) this.#used += piece.copy(this.#memory, this.#used);
  }
}

/** The index after the blank line that ends the event that is searched from there, or -1. */
function endOfEvent(buffer: Buffer, from: number): number {
  // Nearly all streams end their lines in LF alone, for which a search in native code does.
  const blank = buffer.indexOf(BLANK_LINE, from);
  const carriageReturn = buffer.indexOf(CR, from);
  if (carriageReturn < 0 || (blank >= 0 && blank < carriageReturn)) {
    return blank < 0 ? -1 : blank + BLANK_LINE.length;
  }
  return endOfMixedEvent(buffer, from);
}

/** The same where lines end in LF, CRLF or CR. */
function endOfMixedEvent(buffer: Buffer, from: number): number {
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
