import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import type { KeySource } from "./key-source.ts";

const FILE_NAME = "encryption.key";

export interface EncryptionKeyFile extends KeySource {
  /** Puts a new key before the others. Not for two processes at once: the later one must read what the first wrote. */
  prepend(): void;
}

/**
 * The encryption keys that lie in the data folder, one a line in base64, newest first. The first is made there at first
 * start (unless `create` is false), with mode 0600; of several processes that start together all get the same one.
 * Throws when a line is no key.
 */
export function encryptionKeyFile(folder: string, { create = true } = {}): EncryptionKeyFile {
  const file = join(folder, FILE_NAME);
  let known: { changed: string; keys: readonly Buffer[] } | undefined;

  function keys(): readonly Buffer[] {
    try {
      const { mtimeMs, size, ino } = statSync(file);
      const changed = `${mtimeMs} ${size} ${ino}`;
      if (known?.changed !== changed) known = { changed, keys: read(file) };
    } catch (error) {
      // What was read before is still right; a file that was taken away must not stop a running service.
      if (!known) throw error;
    }
    return known?.keys ?? [];
  }

  if (!exists(file)) {
    if (!create) throw new MissingKeyFile(file);
    make(folder, file);
  }
  keys();

  return {
    keys,
    prepend() {
      const { uid, gid, mode } = statSync(file);
      const draft = writeDraft(file, [randomBytes(32), ...read(file)]);
      try {
        // The service may run as another user than the one who rotates: the file stays its own.
        chownSync(draft, uid, gid);
        chmodSync(draft, mode & 0o777);
        // Renamed into place, so that nobody ever reads half a file.
        renameSync(draft, file);
      } catch (error) {
        rmSync(draft, { force: true });
        throw error;
      }
      flush(dirname(file));
    },
  };
}

/** There is no key file where one was expected. */
export class MissingKeyFile extends Error {
  override name = "MissingKeyFile";

  constructor(file: string) {
    super(`There is no key file ${file}: run this where the service runs, or set AIGATEWAY_ENCRYPTION_KEY.`);
  }
}

function exists(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

function read(file: string): Buffer[] {
  const keys = readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => Buffer.from(line.trim(), "base64"));
  if (keys.length === 0 || keys.some((key) => key.length !== 32)) {
    throw new Error(
      `${file} does not hold a key of 32 bytes in base64. Restore it from a backup: without it the provider keys can't be opened.`,
    );
  }
  return keys;
}

function make(folder: string, file: string): void {
  mkdirSync(folder, { recursive: true });
  const draft = writeDraft(file, [randomBytes(32)]);
  try {
    // Linked into place whole, and only if nobody was faster.
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
}

function writeDraft(file: string, keys: readonly Buffer[]): string {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const text = keys.map((key) => `${key.toString("base64")}\n`).join("");
  writeFileSync(draft, text, { mode: 0o600, flag: "wx" });
  flush(draft);
  return draft;
}

/** On the disk, before anything is sealed with a key that is only in memory. */
function flush(path: string): void {
  const handle = openSync(path, "r");
  fsyncSync(handle);
  closeSync(handle);
}
