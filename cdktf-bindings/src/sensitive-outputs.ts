import {
  DefaultTokenResolver,
  StringConcat,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  Tokenization,
} from "cdktf";
import { Construct } from "constructs";

/** The resources that have a token. */
const TYPES = ["aigateway_access_key", "aigateway_api_key"];
/** Where Terraform refers to a token, or to what another stack shows. Of a data source it would have something before it. */
const REFERENCE = new RegExp(
  `(?<![\\w.-])((${TYPES.join("|")})\\.[\\w-]+\\.token|data\\.terraform_remote_state\\.[\\w-]+\\.outputs\\.[\\w-]+)(?![\\w-])`,
  "g",
);
const ID = "AiGatewaySensitiveOutputs";

/**
 * Makes the synthesis fail where an output shows a token of this stack and is not sensitive: Terraform would refuse it
 * too, but only when it plans, and without a word of where in the program. One for a stack, however many keys it has.
 */
export function validateOutputs(construct: Construct): void {
  const stack = TerraformStack.of(construct);
  if (!stack.node.tryFindChild(ID)) new SensitiveOutputs(stack, ID);
}

class SensitiveOutputs extends Construct {
  public constructor(stack: TerraformStack, id: string) {
    super(stack, id);
    this.node.addValidation({ validate: () => this.#faults(stack) });
  }

  #faults(stack: TerraformStack): string[] {
    const owners = new Map(tokensOf(stack));
    return stack.node.root.node
      .findAll()
      .filter((each): each is TerraformOutput => TerraformOutput.isTerraformOutput(each) && !each.sensitive)
      .flatMap((output) =>
        referencesOf(output).flatMap((reference) => {
          const owner = owners.get(reference);
          return owner === undefined
            ? []
            : `TerraformOutput "${output.node.path}" shows the token of "${owner}", which is a secret; give it \`sensitive: true\`.`;
        }),
      );
  }
}

/** What a stack's tokens are called in Terraform, here and where another stack reads them, with their constructs. */
function tokensOf(stack: TerraformStack): [string, string][] {
  return stack.node
    .findAll()
    .filter((each): each is TerraformResource => TerraformResource.isTerraformResource(each))
    .filter(({ terraformResourceType }) => TYPES.includes(terraformResourceType))
    .flatMap((resource) => {
      const name = `${resource.terraformResourceType}.${resource.friendlyUniqueId}.token`;
      const owner = resource.node.path.replace(/\/Resource$/, "");
      const crossing = stack.node.tryFindChild(`cross-stack-output-${name}`);
      const names = TerraformOutput.isTerraformOutput(crossing) ? [name, crossing.friendlyUniqueId] : [name];
      return names.map((each): [string, string] => [each, owner]);
    });
}

function referencesOf(output: TerraformOutput): string[] {
  const resolver = new DefaultTokenResolver(new StringConcat());
  const value = JSON.stringify(Tokenization.resolve(output.value, { scope: output, resolver }) ?? null);
  const references = [...value.matchAll(REFERENCE)].map(([reference]) =>
    reference.replace(/^data\..*\.outputs\./, ""),
  );
  return [...new Set(references)];
}
