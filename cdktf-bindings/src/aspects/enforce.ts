import { Aspects, type IAspect, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Holds all stacks of an app, or one stack or part of it, to these rules. `Aspects.of(app)` does not: CDKTF asks the
 * aspects of stacks and of what is in them, and never those of the app.
 *
 * Call it when all stacks are there. Throws when there is none yet; one that comes later fails the synthesis.
 *
 * @example
 * enforce(app, new RequireRotation({ within: "2160h" }), new DenyPlainTextSecrets())
 */
export function enforce(scope: IConstruct, ...rules: IAspect[]): void {
  const stacks = stacksIn(scope);
  const isWithinStack = scope.node.scopes.some((each) => TerraformStack.isStack(each));
  const held: IConstruct[] = isWithinStack ? [scope] : stacks;
  if (held.length === 0) {
    throw new Error(
      "enforce(): there is no stack yet that could be held to the rules; call it after the last one.",
    );
  }
  for (const each of held) for (const rule of rules) Aspects.of(each).add(rule);
  if (isWithinStack) return;
  scope.node.addValidation({
    validate: () =>
      stacksIn(scope)
        .filter((stack) => !stacks.includes(stack))
        .map(
          ({ node }) =>
            `The stack "${node.path}" came after enforce(), and is not held to its rules; call enforce() after the last stack.`,
        ),
  });
}

function stacksIn(scope: IConstruct): TerraformStack[] {
  return scope.node.findAll().filter((each): each is TerraformStack => TerraformStack.isStack(each));
}
