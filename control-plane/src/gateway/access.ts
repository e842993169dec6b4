import type { Access } from "../access-key-configurations/schema.ts";
import type { AccountUpstreams } from "./account-upstreams.ts";
import { modelReferences, type Target } from "./resolve-model.ts";

/** Why a configuration does not let a key reach a target, or undefined when it does. */
export function refusedBy(
  access: Access | null,
  target: Target,
  account: AccountUpstreams,
): string | undefined {
  const providers = access?.providers?.allow;
  if (providers && !namesProvider(providers, target.providerId, account)) {
    return `this access key may not use the provider "${target.providerId}"`;
  }
  const models = access?.models?.allow;
  if (models && !modelReferences(target).some((reference) => models.includes(reference))) {
    return `this access key may not use the model "${target.model}" of "${target.providerId}"`;
  }
  return undefined;
}

/** Whether a list of provider references holds this provider, by its id or by the id of its row. */
export function namesProvider(
  references: readonly string[],
  providerId: string,
  account: AccountUpstreams,
): boolean {
  const rowId = account.providers.get(providerId)?.id;
  return references.includes(providerId) || (rowId !== undefined && references.includes(rowId));
}
