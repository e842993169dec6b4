import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Clock } from "../../clock.ts";
import { newId } from "../../ids.ts";
import type { UsageEvent } from "../usage-event.ts";
import { createAppendFile } from "./append-file.ts";
import { toLines } from "./event-lines.ts";
import { type Piece, readPieces, type Segment, takePieces } from "./segment.ts";

/** A segment is closed at this size: short enough to be read in one go when it has been let go of. */
const SEGMENT_BYTES = 4 * 1024 * 1024;
/** What is kept in memory until it is in the database; what is more is read from the files again. */
const MAX_BYTES_IN_MEMORY = 32 * 1024 * 1024;

/**
 * What has to outlive this process until it is in the database: events on this machine's disk, appended in one write
 * for each turn of the event loop, taken out again in the same order.
 */
export interface Journal {
  /** Resolves when the events are safe: on disk, or, if the disk can't take them, in the database. */
  append(events: readonly UsageEvent[]): Promise<void>;
  /** The oldest events that are not in the database yet, about so many; undefined when there are none. One batch at a time. */
  next(limit: number): Batch | undefined;
  /** How many events have been appended, and how many of them are in the database. */
  counts(): { appended: number; stored: number };
  /** Shows other processes that this one is alive. */
  touch(): void;
  /** The files that are this process's own. */
  owns(path: string): boolean;
  /** Lets go of its files when everything in them is stored. */
  close(): void;
}

export interface Batch {
  events: UsageEvent[];
  /** They are in the database. */
  stored(): void;
}

export interface JournalOptions {
  /** Undefined: nothing is kept on disk, and `append` waits for the database. */
  folder: string | undefined;
  clock: Clock;
  log: Logger;
  /** Called when there is something to take. `urgent`: somebody waits for the database. */
  onAppended(urgent: boolean): void;
}

export function createJournal({ folder, clock, log, onAppended }: JournalOptions): Journal {
  const name = newId("journal");
  const segments: Segment[] = [];
  let current: Segment | undefined;
  let queue: { events: readonly UsageEvent[]; safe: () => void }[] = [];
  let files = 0;
  let appended = 0;
  let stored = 0;
  let bytesInMemory = 0;
  if (folder) mkdirSync(folder, { recursive: true });

  function openSegment(): Segment {
    const segment: Segment = { file: undefined, pieces: [], open: 0, waiting: [] };
    if (folder) {
      try {
        segment.file = createAppendFile(join(folder, `${name}-${++files}.jsonl`));
      } catch (error) {
        warn(error);
      }
    }
    segments.push(segment);
    return segment;
  }

  function warn(error: unknown): void {
    log.error({ err: error }, "the journal can't be written; requests wait for the database instead");
  }

  function write(): void {
    const entries = queue;
    queue = [];
    let text = "";
    let events = 0;
    for (const entry of entries) {
      text += toLines(entry.events);
      events += entry.events.length;
    }
    const bytes = Buffer.from(text);
    if (current && (current.file?.size() ?? 0) > SEGMENT_BYTES) current = undefined;
    current ??= openSegment();
    const segment = current;
    let isSafe = false;
    try {
      segment.file?.append(bytes);
      isSafe = segment.file !== undefined;
    } catch (error) {
      warn(error);
    }
    // Nothing may follow what was written in part, and the disk may take the next.
    if (folder && !isSafe) current = undefined;
    segment.open += events;
    appended += events;
    bytesInMemory += bytes.length;
    segment.pieces?.push({ bytes, events }); // the current one is never let go of
    for (const { safe } of entries) {
      if (isSafe) safe();
      else segment.waiting.push(safe);
    }
    if (bytesInMemory > MAX_BYTES_IN_MEMORY) letGo();
    onAppended(!isSafe);
  }

  /** The newest whole segment goes out of memory: its turn is the farthest away. */
  function letGo(): void {
    const segment = segments.findLast(
      (each, index) => index > 0 && each !== current && each.file && each.pieces && each.waiting.length === 0,
    );
    if (!segment?.pieces) return;
    for (const { bytes } of segment.pieces) bytesInMemory -= bytes.length;
    segment.pieces = undefined;
  }

  /** Reads what was let go of. Who has removed it has stored it. */
  function load(segment: Segment): Piece[] {
    try {
      const pieces = readPieces(segment);
      for (const { bytes } of pieces) bytesInMemory += bytes.length;
      return pieces;
    } catch (error) {
      log.error({ err: error, events: segment.open }, "a file of the journal can't be read");
      return [{ bytes: Buffer.alloc(0), events: segment.open }];
    }
  }

  function finish(segment: Segment): void {
    for (const safe of segment.waiting.splice(0)) safe();
    if (segment === current) {
      if ((segment.file?.size() ?? 0) > 0) segment.file?.empty();
      return;
    }
    segment.file?.remove();
    segments.splice(segments.indexOf(segment), 1);
  }

  return {
    append(events) {
      if (events.length === 0) return Promise.resolve();
      return new Promise((safe) => {
        if (queue.length === 0) setImmediate(write);
        queue.push({ events, safe });
      });
    },

    next(limit) {
      const segment = segments.find(({ open }) => open > 0);
      if (!segment) return undefined;
      segment.pieces ??= load(segment);
      const { events, count, bytes } = takePieces(segment.pieces, limit, (line) => {
        log.error({ file: segment.file?.path, line }, "a line of the journal can't be read");
      });
      bytesInMemory -= bytes;
      return {
        events,
        stored() {
          segment.open -= count;
          stored += count;
          if (segment.open === 0) finish(segment);
        },
      };
    },

    counts: () => ({
      appended: appended + queue.reduce((sum, { events }) => sum + events.length, 0),
      stored,
    }),

    touch() {
      try {
        for (const { file } of segments) file?.touch(clock.now());
      } catch (error) {
        warn(error);
      }
    },

    owns: (path) => path.includes(name),

    close() {
      if (current && current.open === 0) {
        current.file?.remove();
        segments.splice(segments.indexOf(current), 1);
        current = undefined;
      }
    },
  };
}
