import { DefaultTokenResolver, StringConcat, TerraformOutput, TerraformStack, Tokenization } from "cdktf";
import type { Construct } from "constructs";

/**
 * Finds the outputs of a stack that would print a token: Terraform refuses them when it plans, this when the stack is
 * synthesised, with the path.
 *
 * @param reference How Terraform refers to the token: `aigateway_access_key.Web_1234.token`.
 */
export function outputsInClear(scope: Construct, reference: string): string[] {
  const stack = TerraformStack.of(scope);
  const outputs = stack.node
    .findAll()
    .filter((each): each is TerraformOutput => each instanceof TerraformOutput);
  return outputs
    .filter(({ sensitive, value }) => !sensitive && textOf(value, stack).includes(reference))
    .map(
      ({ node }) => `The output "${node.path}" shows the token in the clear; set \`sensitive: true\` on it.`,
    );
}

/** A value as it will stand in the synthesised configuration. */
function textOf(value: unknown, scope: Construct): string {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return JSON.stringify(Tokenization.resolve(value, { scope, resolver, preparing: false }) ?? null);
}
