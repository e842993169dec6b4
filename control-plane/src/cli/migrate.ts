import type { Command } from "commander";
import { migrate } from "../migrate.ts";
import { onAnyDatabase } from "./context.ts";
import { type OutputOptions, print } from "./output.ts";

/** `aigateway migrate`: what every start does too, on its own, for pipelines that migrate before they deploy. */
export function migrateCommand(program: Command): void {
  program
    .command("migrate")
    .description("bring the database's schema up to date")
    .option("--json", "print JSON")
    .action((options: OutputOptions) =>
      onAnyDatabase(async ({ db }) => {
        const applied = await migrate(db);
        const text = applied.length === 0 ? "The schema is up to date." : `Applied: ${applied.join(", ")}.`;
        print(options, { applied }, text);
      }),
    );
}
