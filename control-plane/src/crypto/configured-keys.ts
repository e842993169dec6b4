import { randomBytes } from "node:crypto";
import { dirname } from "node:path";
import type { Config } from "../config.ts";
import { type EncryptionKeyFile, encryptionKeyFile } from "./encryption-key-file.ts";
import { fixedKeys, type KeySource } from "./key-source.ts";

/** The encryption keys that the configuration names: its own, or those of a file that this process can add one to. */
export type ConfiguredKeys =
  | { kind: "fixed"; source: KeySource }
  | { kind: "file"; source: EncryptionKeyFile };

/** `create`: whether a key file that is not there is made. */
export function configuredKeys(
  { encryptionKeys, database }: Pick<Config, "encryptionKeys" | "database">,
  { create = true } = {},
): ConfiguredKeys {
  if (encryptionKeys.length > 0) return { kind: "fixed", source: fixedKeys(encryptionKeys) };
  if (database.kind === "postgres") return { kind: "file", source: encryptionKeyFile("data", { create }) };
  // What a database in memory seals is gone with it.
  if (database.file === ":memory:") return { kind: "fixed", source: fixedKeys([randomBytes(32)]) };
  return { kind: "file", source: encryptionKeyFile(dirname(database.file), { create }) };
}
