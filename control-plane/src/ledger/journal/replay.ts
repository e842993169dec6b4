import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Clock } from "../../clock.ts";
import type { UsageEvent } from "../usage-event.ts";
import { parseLines } from "./event-lines.ts";

/** A file that nobody has touched for so long has no process any more. Living ones touch theirs every few seconds. */
export const ORPHAN_AGE_MS = 60_000;
const BATCH_SIZE = 1000;
const FILE_NAME = /^aigj_\w+-\d+\.jsonl$/;

export interface ReplayOptions {
  folder: string;
  /** Whether a file is this process's own. */
  owns(path: string): boolean;
  /** By default also what processes have left that may be alive. */
  only?: "orphans" | undefined;
  /** Stores events that may be stored already. */
  store(events: UsageEvent[]): Promise<void>;
  clock: Clock;
  log: Logger;
}

/**
 * Stores what other processes have left in the journal. Of a process that is alive this does no harm, since an event
 * counts once; only what has no owner is removed. A file that can't be read holds up no other. Gives the number of events
 * read.
 */
export async function replay(options: ReplayOptions): Promise<number> {
  const { folder, owns, log } = options;
  if (!existsSync(folder)) return 0;
  let count = 0;
  for (const name of readdirSync(folder).filter((each) => FILE_NAME.test(each))) {
    const path = join(folder, name);
    if (owns(path)) continue;
    try {
      count += await replayFile(path, options);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") continue; // its owner was quicker
      log.error({ err: error, path }, "a file of the journal can't be read");
    }
  }
  return count;
}

async function replayFile(path: string, { only, store, clock, log }: ReplayOptions): Promise<number> {
  const descriptor = openSync(path, "r");
  try {
    const isOrphan = clock.now() - fstatSync(descriptor).mtimeMs >= ORPHAN_AGE_MS;
    if (only === "orphans" && !isOrphan) return 0;
    const unreadable: number[] = [];
    const { length } = await storeAll(readWhole(descriptor), store, (line) => unreadable.push(line));
    if (!isOrphan) return length;
    if (unreadable.length > 0)
      log.warn({ path, lines: unreadable }, "lines of the journal could not be read");
    rmSync(path);
    // Should its owner be alive after all, it may have appended something; from now on it notices.
    await storeAll(readWhole(descriptor), store, () => undefined);
    return length;
  } finally {
    closeSync(descriptor);
  }
}

/** In one read, since its owner may empty it meanwhile: parts of two moments could make up an event that never was. */
function readWhole(descriptor: number): Buffer {
  const bytes = Buffer.alloc(fstatSync(descriptor).size);
  return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, 0));
}

async function storeAll(
  bytes: Buffer,
  store: ReplayOptions["store"],
  onUnreadable: (line: number) => void,
): Promise<UsageEvent[]> {
  const events = parseLines(bytes, onUnreadable);
  for (let start = 0; start < events.length; start += BATCH_SIZE)
    await store(events.slice(start, start + BATCH_SIZE));
  return events;
}
