import { readFileSync } from "node:fs";
import type { UsageEvent } from "../usage-event.ts";
import type { AppendFile } from "./append-file.ts";
import { parseLines } from "./event-lines.ts";

/** A part of the journal: a file, and what of it is not in the database yet. */
export interface Segment {
  /** Undefined: the disk could not take it. */
  file: AppendFile | undefined;
  /**
   * The lines that are not taken yet, as they were written: objects would live just long enough to be copied by the
   * garbage collector again and again. Undefined: they are in the file only.
   */
  pieces: Piece[] | undefined;
  /** Events that are appended and not stored. */
  open: number;
  /** Told when all of it is stored: what the disk could not take. */
  waiting: (() => void)[];
}

/** What was written at once. */
export interface Piece {
  bytes: Buffer;
  events: number;
}

export interface Taken {
  events: UsageEvent[];
  /** As many were appended; fewer may be readable. */
  count: number;
  bytes: number;
}

/** Reads the pieces of a segment that are in its file only. Throws when they can't be read. */
export function readPieces({ file, open }: Segment): Piece[] {
  return [{ bytes: readFileSync(file?.path as string), events: open }];
}

/** Takes the oldest pieces, until there are so many events. */
export function takePieces(pieces: Piece[], limit: number, onUnreadable: (line: number) => void): Taken {
  const taken: Taken = { events: [], count: 0, bytes: 0 };
  for (let piece = pieces.shift(); piece; piece = taken.count < limit ? pieces.shift() : undefined) {
    for (const event of parseLines(piece.bytes, onUnreadable)) taken.events.push(event);
    taken.count += piece.events;
    taken.bytes += piece.bytes.length;
  }
  return taken;
}
