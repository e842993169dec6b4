import {
  DefaultTokenResolver,
  StringConcat,
  TerraformOutput,
  type TerraformResource,
  TerraformStack,
  Tokenization,
} from "cdktf";
import type { Construct } from "constructs";

/**
 * Makes the synthesis fail where an output shows a secret attribute and is not sensitive: Terraform would refuse it too,
 * but only when it plans, and without a word of where in the program.
 */
export function validateOutputs(construct: Construct, resource: TerraformResource, attribute: string): void {
  construct.node.addValidation({
    validate: () =>
      construct.node.root.node
        .findAll()
        .filter((each): each is TerraformOutput => TerraformOutput.isTerraformOutput(each))
        .filter((output) => !output.sensitive && shows(output, resource, attribute))
        .map(
          (output) =>
            `TerraformOutput "${output.node.path}" shows the ${attribute} of "${construct.node.path}", which is a secret; ` +
            "give it `sensitive: true`.",
        ),
  });
}

function shows(output: TerraformOutput, resource: TerraformResource, attribute: string): boolean {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const value = JSON.stringify(Tokenization.resolve(output.value, { scope: output, resolver }) ?? null);
  return namesOf(resource, attribute).some((name) =>
    new RegExp(`(^|[^\\w.-])${name}($|[^\\w-])`).test(value),
  );
}

/** What the attribute is called in Terraform: in its own stack, and where another stack reads it, if one does. */
function namesOf(resource: TerraformResource, attribute: string): string[] {
  const name = `${resource.terraformResourceType}.${resource.friendlyUniqueId}.${attribute}`;
  const crossing = TerraformStack.of(resource).node.tryFindChild(`cross-stack-output-${name}`);
  if (!TerraformOutput.isTerraformOutput(crossing)) return [name];
  return [name, `data\\.terraform_remote_state\\.[\\w-]+\\.outputs\\.${crossing.friendlyUniqueId}`];
}
