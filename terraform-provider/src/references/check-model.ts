import type { ApiClient } from "../api/client.ts";
import { nearest } from "../framework/nearest.ts";
import type { AttributePath } from "../protocol/attribute-path.ts";
import { isUnknown } from "../protocol/value/value.ts";
import { type Checking, type MaybeText, TELL_TERRAFORM } from "./check-provider.ts";
import { knownProviders, type Lookup, unlessRefused } from "./known-providers.ts";

/**
 * Checks the provider of `provider:model`. Some models have a colon in their own name ("llama3:8b"), so that only a slip
 * of the pen is a fault here.
 *
 * @param place.mayBeBare Whether a model's own name will do, without a provider. Then a slip is sure only where it leads
 * to a model that there is; otherwise it is a warning.
 * @returns what is known of that provider.
 */
export async function checkProviderOfModel(
  model: MaybeText,
  { path, mayBeBare }: { path: AttributePath; mayBeBare: boolean },
  { client, diagnostics }: Checking,
): Promise<Extract<Lookup, { known: true }> | undefined> {
  if (model === null || isUnknown(model)) return undefined;
  const separator = model.indexOf(":");
  if (separator <= 0) return undefined;
  const written = model.slice(0, separator);
  const found = await knownProviders(client).find(written);
  if (found === undefined || found.known) return found;
  const meant = nearest(written, found.ids);
  if (meant === undefined) return undefined;
  const whole = meant + model.slice(separator);
  const missing = `There is no provider ${JSON.stringify(written)}, which stands before the colon of ${JSON.stringify(model)}. Did you mean ${JSON.stringify(whole)}? ${TELL_TERRAFORM}`;
  const models = mayBeBare ? await knownModels(client) : undefined;
  if (!mayBeBare || models?.ids.has(whole)) {
    diagnostics.addAttributeError(path, "Unknown provider", missing);
  } else if (!models?.ownNames.has(model)) {
    const remedy = `${missing} If it is the model's own name, write the provider before it, as in ${JSON.stringify(`provider:${model}`)}.`;
    diagnostics.addAttributeWarning(path, "Unknown provider", remedy);
  }
  return undefined;
}

interface KnownModels {
  /** `provider:model` */
  ids: ReadonlySet<string>;
  /** As their providers call them. */
  ownNames: ReadonlySet<string>;
}

const modelsOf = new WeakMap<ApiClient, Promise<KnownModels | undefined>>();

/** Read when a slip is suspected, and then once in a run; undefined when the API can't tell. */
function knownModels(client: ApiClient): Promise<KnownModels | undefined> {
  const known = modelsOf.get(client) ?? readModels(client);
  modelsOf.set(client, known);
  return known;
}

async function readModels(client: ApiClient): Promise<KnownModels | undefined> {
  const list = await unlessRefused(() => client.call("list the models", (api) => api.GET("/models")));
  if (!list) return undefined;
  const models = list.aiGatewayModels;
  return {
    ids: new Set(models.map(({ id }) => id)),
    ownNames: new Set(models.map(({ modelId }) => modelId)),
  };
}
