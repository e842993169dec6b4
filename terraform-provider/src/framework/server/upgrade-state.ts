import type { Diagnosed, UpgradeRequest } from "../../protocol/provider-server.ts";
import { conform, TypeMismatchError } from "../../protocol/value/conform.ts";
import type { ObjectValue } from "../../protocol/value/value.ts";
import { Diagnostics } from "../diagnostics.ts";
import type { AnyResource } from "../resource.ts";
import { objectType } from "../schema/object-type.ts";

/**
 * Brings a stored state to the current schema. Terraform asks for this before every read, at the current version too:
 * attributes that were added since are null then, and those that were removed are dropped.
 */
export function upgradeState<Client>(
  resource: AnyResource<Client>,
  { version, rawState }: UpgradeRequest,
): Diagnosed & { state: ObjectValue | null } {
  const diagnostics = new Diagnostics();
  let state = rawState as Record<string, unknown>;
  for (let from = version; from < resource.schema.version; from++) {
    const upgrade = resource.stateUpgraders?.[from];
    if (!upgrade) throw new Error(`${resource.typeName} has no upgrade from schema version ${from}.`);
    state = upgrade(state);
  }
  try {
    const { attributes } = resource.schema;
    return { state: conform(state, objectType(attributes)) as ObjectValue | null, diagnostics: [] };
  } catch (error) {
    if (!(error instanceof TypeMismatchError)) throw error;
    diagnostics.addError(
      "State does not fit the schema",
      `The state of this ${resource.typeName} can't be read: ${error.message}. It was changed by hand, or written by a newer version of the provider. Restore it from a backup, or remove it with "terraform state rm" and import the object again.`,
    );
    return { state: null, diagnostics: diagnostics.list };
  }
}
