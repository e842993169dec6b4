import type { Clock } from "../clock.ts";
import { parseDuration } from "../framework/duration.ts";
import type { PlanModifier } from "../framework/plan-modifiers/plan-modifier.ts";
import { equal, UNKNOWN, type Value } from "../protocol/value/value.ts";

/**
 * Whether a key has reached the age at which it is to be replaced. Decided whenever the key is read and kept in the
 * state, because a plan must not look at a clock: Terraform makes it twice, and compares.
 *
 * @param createdAt By the server's clock. Where ours is behind it, a key seems younger than it is, and is replaced late.
 */
export function isRotationDue(rotateAfter: string | null, createdAt: string, clock: Clock): boolean {
  const age = clock.now() - Date.parse(createdAt);
  return rotateAfter !== null && age >= (parseDuration(rotateAfter) ?? Number.POSITIVE_INFINITY);
}

/**
 * Turns the decision that is in the state into a replacement. It was made for the `rotate_after` of the state: a plan
 * with a shorter one carries it out all the same, one with a longer one, or none, leaves the key alone.
 */
export function replaceWhenDue(): PlanModifier {
  return ({ plan, state, stateValue: due }, response) => {
    const before = state?.rotate_after ?? null;
    const after = plan.rotate_after ?? null;
    if (state === null) {
      response.planValue = false; // a new key is due for nothing
    } else if (due === true && isWithin(after, before)) {
      response.planValue = false;
      response.requiresReplace = true;
    } else if (equal(after, before)) {
      response.planValue = due;
    } else {
      // Only the clock can tell whether a new age has been reached: the update decides.
      response.planValue = after === null ? false : UNKNOWN;
    }
  };
}

function isWithin(age: Value, other: Value): boolean {
  if (typeof age !== "string" || typeof other !== "string") return false;
  const [milliseconds, limit] = [parseDuration(age), parseDuration(other)];
  return milliseconds !== undefined && limit !== undefined && milliseconds <= limit;
}
