import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KeySource } from "./key-source.ts";

const FILE_NAME = "encryption.key";

export interface EncryptionKeyFile extends KeySource {
  /** Puts a new key before the others. Not for two processes at once: the later one must read what the first wrote. */
  prepend(): void;
}

/**
 * The encryption keys that lie in the data folder, one a line in base64, newest first. The first is made there at first
 * start, with mode 0600; of several processes that start together all get the same one. Throws when a line is no key.
 */
export function encryptionKeyFile(folder: string): EncryptionKeyFile {
  const file = join(folder, FILE_NAME);
  let known: { changed: string; keys: readonly Buffer[] } | undefined;

  function keys(): readonly Buffer[] {
    const { mtimeMs, size, ino } = statSync(file);
    const changed = `${mtimeMs} ${size} ${ino}`;
    if (known?.changed !== changed) known = { changed, keys: read(file) };
    return known.keys;
  }

  if (!exists(file)) make(folder, file);
  keys();

  return {
    keys,
    prepend() {
      const draft = writeDraft(file, [randomBytes(32), ...read(file)]);
      // Renamed into place, so that nobody ever reads half a file.
      renameSync(draft, file);
    },
  };
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
  return draft;
}
