import catalogFile from "./catalog.json" with { type: "json" };
import type { Catalog } from "./catalog-schema.ts";

/**
 * The checked-in data. It is not validated again at every start: the script that writes it does that, and a test holds
 * the file to what the script writes.
 */
export const CATALOG = catalogFile as Catalog;
