import type { Diagnostics } from "../framework/diagnostics.ts";
import type { Uncertain } from "../framework/schema/model.ts";
import { isUnknown } from "../protocol/value/value.ts";

type MaybeText = Uncertain<string> | null;

/** A provider key's secret comes from exactly one attribute, and only the write-only one has versions. */
export function checkSecretSource(
  config: { value: MaybeText; value_wo: MaybeText; value_wo_version: MaybeText },
  diagnostics: Diagnostics,
): void {
  const { value, value_wo, value_wo_version } = config;
  // An unknown value may turn out null, so nothing can be said of it yet.
  if (isUnknown(value) || isUnknown(value_wo)) return;
  if (value !== null && value_wo !== null) {
    diagnostics.addAttributeError(
      ["value_wo"],
      "Two secrets",
      "value and value_wo are both given; remove one. value_wo is not kept in the state.",
    );
  }
  if (value === null && value_wo === null) {
    diagnostics.addAttributeError(
      ["value"],
      "No secret",
      "Give the provider's secret as value_wo, which is not kept in the state, or as value.",
    );
  }
  if (value_wo_version !== null && value_wo === null) {
    diagnostics.addAttributeError(
      ["value_wo_version"],
      "A version without its value",
      "value_wo_version says when value_wo is to be sent again, but value_wo is not given. Give it, or remove the version.",
    );
  }
}
