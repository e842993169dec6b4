import { createListSource } from "./list-source.ts";
import { providers } from "./provider.ts";

export const providersData = createListSource(providers, {
  listName: "providers",
  filters: { name: "Only providers with just this name." },
});
