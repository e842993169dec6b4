import { equal, isUnknown } from "../../protocol/value/value.ts";
import type { PlanModifier } from "./plan-modifier.ts";

/** For a computed value that never changes once the resource exists, such as its id: keeps it in every plan. */
export function useStateForUnknown(): PlanModifier {
  return (request, response) => {
    if (request.state !== null && isUnknown(request.planValue)) response.planValue = request.stateValue;
  };
}

/**
 * For a computed value that changes only with other attributes: keeps it in the plan unless one of those changes.
 *
 * @param names Attributes of the same resource, at its top level.
 */
export function useStateUnlessChanged(...names: string[]): PlanModifier {
  return (request, response) => {
    const { plan, state } = request;
    if (state === null || !isUnknown(request.planValue)) return;
    if (names.every((name) => equal(plan[name], state[name]))) response.planValue = request.stateValue;
  };
}
