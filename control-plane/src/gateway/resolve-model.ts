import { builtInProvider } from "../catalog/built-in-providers.ts";
import { findModels } from "../catalog/models.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";

/** A model at a provider, before anything is said about whether it may be called. */
export interface Target {
  providerId: string;
  model: string;
}

/**
 * What a model name of a request means: `provider:model` is that provider's, unknown models included; a bare name is
 * looked up among the account's own providers (oldest first) and in the catalog. Empty when it means nothing.
 */
export function resolveModel(name: string, account: AccountUpstreams): Target[] {
  const separator = name.indexOf(":");
  if (separator > 0 && separator < name.length - 1) {
    const providerId = name.slice(0, separator);
    if (builtInProvider(providerId) || account.providers.has(providerId)) {
      return [{ providerId, model: name.slice(separator + 1) }];
    }
  }
  // Some models have a colon in their own name ("…:free").
  const wanted = name.toLowerCase();
  const own = [...account.providers.values()].flatMap(({ providerId, models }) =>
    models.filter((model) => model.toLowerCase() === wanted).map((model) => ({ providerId, model })),
  );
  const known = findModels(name).map(({ providerId, modelId }) => ({ providerId, model: modelId }));
  return [...own, ...known];
}

/** The forms in which a configuration may name a model of a provider. */
export function modelReferences({ providerId, model }: Target): string[] {
  return [model, `${providerId}/${model}`, `${providerId}:${model}`, `${providerId}:${providerId}/${model}`];
}
