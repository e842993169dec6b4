import { readFile, stat } from "node:fs/promises";
import { dropOldest } from "../drop-oldest.ts";

/** More than a folder has manifests and checksums. */
const MAX_TEXTS = 2000;

/** Makes a reader of text files that keeps what it has read, and reads a file again only when it has changed. */
export function createTextReader(): (path: string) => Promise<string> {
  const kept = new Map<string, { version: string; text: string }>();

  return async (path) => {
    // Looked at before it is read: what changes in between is noticed the next time. The time of change, as the time of
    // modification may be copied along with the content.
    const { ino, size, ctimeNs } = await stat(path, { bigint: true });
    const version = `${ino} ${size} ${ctimeNs}`;
    const known = kept.get(path);
    if (known?.version === version) return known.text;
    const text = await readFile(path, "utf8");
    kept.delete(path);
    kept.set(path, { version, text });
    dropOldest(kept, MAX_TEXTS);
    return text;
  };
}
