import { closeSync, fstatSync, ftruncateSync, futimesSync, openSync, rmSync, writeSync } from "node:fs";

/** A file that only this process writes to, at its end. */
export interface AppendFile {
  path: string;
  size(): number;
  /**
   * The bytes are with the operating system when this returns, and so outlive the process. Throws when they can't be
   * written, or somebody has removed the file; it may end in a part of them then.
   */
  append(bytes: Buffer): void;
  /** Forgets what is in it. */
  empty(): void;
  /** Shows others that it is in use; `now` in milliseconds. */
  touch(now: number): void;
  remove(): void;
}

/** Makes the file; it must not be there yet. */
export function createAppendFile(path: string): AppendFile {
  // Synchronous on purpose: writing to the page cache takes some microseconds, a hop to another thread takes more.
  const descriptor = openSync(path, "ax", 0o600);
  let size = 0;

  return {
    path,
    size: () => size,

    append(bytes) {
      for (let written = 0; written < bytes.length; ) {
        const count = writeSync(descriptor, bytes, written);
        written += count;
        size += count;
      }
      if (fstatSync(descriptor).nlink === 0) throw new Error("The journal's file has been removed.");
    },

    empty() {
      ftruncateSync(descriptor, 0);
      size = 0;
    },

    touch(now) {
      futimesSync(descriptor, now / 1000, now / 1000);
    },

    remove() {
      closeSync(descriptor);
      rmSync(path, { force: true });
    },
  };
}
