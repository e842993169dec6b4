import { equal, type ObjectValue, unknownsToNull } from "../../protocol/value/value.ts";
import type { Attributes } from "../schema/attribute.ts";
import { transform } from "../schema/transform.ts";

/**
 * Turns what a resource returned into a state that Terraform may see: write-only values are gone from it, and where an
 * API wrote a value in another form that means the same, the form of `reference` (the plan, or the state before) stays.
 */
export function settleState(
  attributes: Attributes,
  state: ObjectValue,
  reference: ObjectValue | null,
): ObjectValue {
  const known = unknownsToNull(state) as ObjectValue;
  return transform(attributes, { value: known, prior: reference, config: undefined }, (place) => {
    const { writeOnly, semanticEquals } = place.attribute.options;
    if (writeOnly) return null;
    if (!semanticEquals || place.prior === undefined || equal(place.prior, place.value)) return place.value;
    const before = unknownsToNull(place.prior);
    return semanticEquals(before, place.value) ? before : place.value;
  });
}
