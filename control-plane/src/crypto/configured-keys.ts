import { randomBytes } from "node:crypto";
import { dirname } from "node:path";
import type { Config } from "../config.ts";
import { type EncryptionKeyFile, encryptionKeyFile } from "./encryption-key-file.ts";
import { fixedKeys, type KeySource } from "./key-source.ts";

/** The encryption keys that the configuration names: its own, or those of a file that this process can add one to. */
export type ConfiguredKeys =
  | { kind: "environment"; source: KeySource }
  | { kind: "file"; source: EncryptionKeyFile };

export function configuredKeys({
  encryptionKeys,
  database,
}: Pick<Config, "encryptionKeys" | "database">): ConfiguredKeys {
  if (encryptionKeys.length > 0) return { kind: "environment", source: fixedKeys(encryptionKeys) };
  if (database.kind === "postgres") return { kind: "file", source: encryptionKeyFile("data") };
  // What a database in memory seals is gone with it.
  if (database.file === ":memory:") return { kind: "environment", source: fixedKeys([randomBytes(32)]) };
  return { kind: "file", source: encryptionKeyFile(dirname(database.file)) };
}
