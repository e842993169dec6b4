import type { AttributePath } from "../../protocol/attribute-path.ts";
import type { PlanRequest, PlanResult } from "../../protocol/provider-server.ts";
import { equal, type ObjectValue, UNKNOWN } from "../../protocol/value/value.ts";
import type { Attributes } from "../schema/attribute.ts";
import { transform } from "../schema/transform.ts";
import { applyDefaults } from "./apply-defaults.ts";
import { isImported } from "./imported-mark.ts";

/**
 * Plans a change, in the order that keeps plans free of noise: defaults first, then, only if anything differs from the
 * state, computed values turn unknown, and last the attributes' plan modifiers take back what will stay after all. They
 * run without a difference as well: one may find in the state itself that the object is to be replaced. Terraform plans
 * twice and compares, so nothing in here may depend on time or chance.
 */
export function planChange(attributes: Attributes, request: PlanRequest): PlanResult {
  const { priorState: prior, proposedNewState: proposed, config, private: bytes } = request;
  const unplanned = { private: bytes, diagnostics: [], requiresReplace: [] };
  if (proposed === null || config === null) return { state: null, ...unplanned };

  const defaulted = applyDefaults(attributes, { value: proposed, prior, config });
  const unchanged = prior !== null && equal(defaulted, prior);
  const plan = transform(attributes, { value: defaulted, prior, config }, ({ attribute, value, config }) => {
    if (unchanged) return value;
    const { computed, default: fallback } = attribute.options;
    const given = config !== null && config !== undefined;
    return computed && !given && fallback === undefined ? UNKNOWN : value;
  });
  return { ...unplanned, ...modifyPlan(attributes, plan, prior, config, isImported(bytes)) };
}

function modifyPlan(
  attributes: Attributes,
  plan: ObjectValue,
  state: ObjectValue | null,
  config: ObjectValue,
  imported: boolean,
): { state: ObjectValue; requiresReplace: AttributePath[] } {
  const requiresReplace: AttributePath[] = [];
  const modified = transform(attributes, { value: plan, prior: state, config }, (place) => {
    const response = { planValue: place.value, requiresReplace: false };
    for (const modify of place.attribute.options.planModifiers ?? []) {
      const values = { configValue: place.config ?? null, stateValue: place.prior ?? null };
      modify({ path: place.path, ...values, planValue: response.planValue, plan, state, imported }, response);
    }
    if (response.requiresReplace) requiresReplace.push(place.path);
    return response.planValue;
  });
  return { state: modified, requiresReplace };
}
