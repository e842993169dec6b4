import { equal, isObject, type Value } from "../../protocol/value/value.ts";
import type { PlanModifier } from "./plan-modifier.ts";

/** A change of this attribute replaces the resource: destroy and create, in the order that `lifecycle` says. */
export function requiresReplace(): PlanModifier {
  return (request, response) => {
    if (request.state === null) return;
    response.requiresReplace = !equal(request.planValue, request.stateValue);
  };
}

/**
 * As `requiresReplace`, for an attribute that lives in Terraform only. After an import it is null in the state whatever
 * it "was", so the configuration's value is then taken over instead of replacing what was just imported. An empty map
 * says as little as none.
 */
export function requiresReplaceUnlessImported(): PlanModifier {
  return (request, response) => {
    if (request.imported && request.stateValue === null) return;
    if (isEmpty(request.planValue) && isEmpty(request.stateValue)) return;
    requiresReplace()(request, response);
  };
}

function isEmpty(value: Value): boolean {
  return value === null || (isObject(value) && Object.keys(value).length === 0);
}
