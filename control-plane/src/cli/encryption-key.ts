import type { Command } from "commander";
import { recordAudit } from "../audit-events/record-audit.ts";
import { configuredKeys } from "../crypto/configured-keys.ts";
import { reSeal } from "../crypto/re-seal.ts";
import { createSealer } from "../crypto/seal.ts";
import { exclusively, inTransaction } from "../database.ts";
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
  const keys = configuredKeys(config);
  if (keys.kind === "file" && !options.resume) {
    // Under the lock a second rotation adds its key to what the first has written, and loses none.
    await exclusively(db, async () => keys.source.prepend());
  }
  const sealer = createSealer(keys.source);
  const { count, unopened } = await reSeal(db, sealer, (done) => {
    if (!options.json) process.stderr.write(`${done} values sealed again\n`);
  });
  const keyId = sealer.prefix().split(".")[1] ?? "";
  await inTransaction(db, async (transaction) => {
    for (const { id: accountId } of await transaction("accounts").select("id")) {
      const event = { accountId, action: "encryption_key.rotate", resourceId: keyId } as const;
      await recordAudit(transaction, { ...event, actor: { type: "commandLine" } }, clock);
    }
  });
  print(options, { keyId, count, unopened }, `${count} values are sealed with the key ${keyId} now.`);
  if (unopened.length > 0) {
    throw new CommandError(
      `${unopened.length} values can't be opened with the keys that are given, and were left as they are: ${unopened.slice(0, 10).join(", ")}. ` +
        "Give the keys that they were sealed with (AIGATEWAY_ENCRYPTION_KEY, comma-separated, or further lines of the key file) and run it again.",
    );
  }
}
