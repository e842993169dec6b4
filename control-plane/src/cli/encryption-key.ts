import type { Command } from "commander";
import { recordAudit } from "../audit-events/record-audit.ts";
import type { Clock } from "../clock.ts";
import type { Config } from "../config.ts";
import { type ConfiguredKeys, configuredKeys } from "../crypto/configured-keys.ts";
import { MissingKeyFile } from "../crypto/encryption-key-file.ts";
import { reSeal } from "../crypto/re-seal.ts";
import { createSealer, type Sealer } from "../crypto/seal.ts";
import { type Database, exclusively } from "../database.ts";
import { type CommandContext, CommandError, onDatabase } from "./context.ts";
import { type OutputOptions, print } from "./output.ts";

interface RotateOptions extends OutputOptions {
  resume?: boolean;
}

/** `aigateway encryption-key rotate` */
export function encryptionKeyCommands(program: Command): void {
  program
    .command("encryption-key")
    .description("the key that provider keys are sealed with")
    .command("rotate")
    .description(
      "seal all provider keys with a new encryption key, while the service runs. " +
        "With a key file the new key is made here; with AIGATEWAY_ENCRYPTION_KEY it is the first one there " +
        "(put it before the old one and restart the service first)",
    )
    .option("--resume", "make no new key: go on with a rotation that was interrupted")
    .option("--json", "print JSON")
    .action((options: RotateOptions) => onDatabase((context) => rotate(context, options)));
}

async function rotate({ config, db, clock }: CommandContext, options: RotateOptions): Promise<void> {
  const keys = keysOf(config);
  if (!options.resume) {
    // Under the lock a second rotation adds its key to what the first has written, and loses none.
    await exclusively(db, async (transaction) => {
      if (keys.kind === "file") keys.source.prepend();
      await auditRotation(transaction, keyIdOf(createSealer(keys.source)), clock);
    });
  }
  const sealer = createSealer(keys.source);
  const { count, unopened } = await reSeal(db, sealer, (done) => {
    if (!options.json) process.stderr.write(`${done} values sealed again\n`);
  });
  const keyId = keyIdOf(sealer);
  print(options, { keyId, count, unopened }, `${count} values are sealed with the key ${keyId} now.`);
  if (unopened.length > 0) {
    throw new CommandError(
      `${unopened.length} values can't be opened with the keys that are given, and were left as they are: ${unopened.slice(0, 10).join(", ")}. ` +
        "Give the keys that they were sealed with (AIGATEWAY_ENCRYPTION_KEY, comma-separated, or further lines of the key file) and run it again.",
    );
  }
}

/** A key file that is made here and now would open nothing. */
function keysOf(config: Config): ConfiguredKeys {
  try {
    return configuredKeys(config, { create: false });
  } catch (error) {
    throw error instanceof MissingKeyFile ? new CommandError(error.message) : error;
  }
}

/** The name of the key that seals now. */
function keyIdOf(sealer: Sealer): string {
  return sealer.prefix().split(".")[1] ?? "";
}

/** The key is every account's. */
async function auditRotation(db: Database, keyId: string, clock: Clock): Promise<void> {
  for (const { id: accountId } of await db("accounts").select("id")) {
    const event = { accountId, action: "encryption_key.rotate", resourceId: keyId } as const;
    await recordAudit(db, { ...event, actor: { type: "commandLine" } }, clock);
  }
}
