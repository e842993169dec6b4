import type { AttributePath } from "../../protocol/attribute-path.ts";
import type { ObjectValue, Value } from "../../protocol/value/value.ts";

/** Decides on one attribute's planned value. A plan is made twice and must come out the same: no clock, no random. */
export type PlanModifier = (request: PlanModifierRequest, response: PlanModifierResponse) => void;

export interface PlanModifierRequest {
  readonly path: AttributePath;
  readonly configValue: Value;
  readonly planValue: Value;
  readonly stateValue: Value;
  /** The whole block, as planned before any modifier ran; `state` is null when the resource is being created. */
  readonly plan: ObjectValue;
  readonly state: ObjectValue | null;
  /** The state came from an import and was never applied: what an API doesn't tell is still null in it. */
  readonly imported: boolean;
}

export interface PlanModifierResponse {
  planValue: Value;
  requiresReplace: boolean;
}
