import type { Migration } from "../src/migrate.ts";
import { initialSchema } from "./001-initial-schema.ts";

/** In the order of their versions. A released migration is never changed; a new one is added below. */
export const migrations: readonly Migration[] = [initialSchema];
