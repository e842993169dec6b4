import { apiKeys } from "./api-key.ts";
import { createListSource } from "./list-source.ts";

export const apiKeysData = createListSource(apiKeys, {
  listName: "api_keys",
  filters: { name: "Only keys with just this name." },
});
