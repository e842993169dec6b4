import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Logger } from "pino";
import type { Clock } from "../../clock.ts";
import type { UsageEvent } from "../usage-event.ts";
import { readLines } from "./event-lines.ts";

/** A file that nobody has touched for so long has no process any more. Living ones touch theirs every few seconds. */
export const ORPHAN_AGE_MS = 60_000;
const BATCH_SIZE = 1000;
const FILE_NAME = /^aigj_\w+-\d+\.jsonl$/;

export interface ReplayOptions {
  folder: string;
  /** Whether a file is this process's own. */
  owns(path: string): boolean;
  /** Stores events that may be stored already. */
  store(events: UsageEvent[]): Promise<void>;
  clock: Clock;
  log: Logger;
}

/**
 * Stores what other processes have left in the journal. Of a process that is alive this does no harm, since an event
 * counts once; only what has no owner is removed. Gives the number of events read.
 */
export async function replay({ folder, owns, store, clock, log }: ReplayOptions): Promise<number> {
  if (!existsSync(folder)) return 0;
  const paths = readdirSync(folder)
    .filter((name) => FILE_NAME.test(name))
    .map((name) => join(folder, name));
  let count = 0;
  for (const path of paths.filter((each) => !owns(each))) {
    const age = ageOf(path, clock);
    if (age === undefined) continue;
    const unreadable: number[] = [];
    const onUnreadable = (line: number) => unreadable.push(line);
    try {
      for await (const events of readLines(path, { batchSize: BATCH_SIZE, onUnreadable })) {
        await store(events);
        count += events.length;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") continue; // its owner was quicker
      throw error;
    }
    if (age < ORPHAN_AGE_MS) continue;
    if (unreadable.length > 0)
      log.warn({ path, lines: unreadable }, "lines of the journal could not be read");
    rmSync(path, { force: true });
  }
  return count;
}

/** Undefined: it is gone. */
function ageOf(path: string, clock: Clock): number | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && clock.now() - found.mtimeMs;
}
