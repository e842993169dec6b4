import { PrivateData } from "../private-data.ts";

/** Remembers beside a state that it came from an import, until the first apply. */
const IMPORTED = "imported";

export function markImported(): Uint8Array {
  const data = new PrivateData();
  data.set(IMPORTED, "true");
  return data.encode();
}

export function isImported(bytes: Uint8Array): boolean {
  return new PrivateData(bytes).get(IMPORTED) === "true";
}

export function unmarkImported(bytes: Uint8Array): Uint8Array {
  const data = new PrivateData(bytes);
  data.delete(IMPORTED);
  return data.encode();
}
