import { notById } from "../resources/attributes.ts";
import { createListSource } from "./list-source.ts";
import { providerKeys } from "./provider-key.ts";

export const providerKeysData = createListSource(providerKeys, {
  listName: "provider_keys",
  filters: {
    name: "Only keys with just this name.",
    provider_id: "Only keys of this provider: a built-in one, or the `provider_id` of a custom one.",
  },
  validators: { provider_id: notById },
  apiFilters: { provider_id: "provider" },
});
