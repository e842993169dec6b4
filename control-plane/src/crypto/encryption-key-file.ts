import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FILE_NAME = "encryption.key";

/**
 * The encryption key that lies in the data folder, made there at first start with mode 0600. Of several processes that
 * start together all get the same one. Throws when the file does not hold 32 bytes in base64.
 */
export function encryptionKeyFrom(folder: string): Buffer {
  const file = join(folder, FILE_NAME);
  return read(file) ?? make(folder, file);
}

function read(file: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const key = Buffer.from(text.trim(), "base64");
  if (key.length !== 32) {
    throw new Error(
      `${file} does not hold a key of 32 bytes in base64. Restore it from a backup: without it the provider keys can't be opened.`,
    );
  }
  return key;
}

function make(folder: string, file: string): Buffer {
  mkdirSync(folder, { recursive: true });
  // Linked into place whole, and only if nobody was faster.
  const draft = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`;
  writeFileSync(draft, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft);
  }
  return read(file) as Buffer;
}
