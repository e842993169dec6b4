import { dependable, type ITerraformDependable, TerraformResource, TerraformStack } from "cdktf";
import { Construct } from "constructs";

export interface GenerationMemoryProps {
  readonly generation: number;
  readonly keep: number;
  /** The newest key: what is remembered is written after it exists. */
  readonly newest: TerraformResource;
}

/**
 * Remembers in Terraform's state which generation is deployed, and makes the plan fail for one that can't follow it.
 *
 * A plan shows only what will be, not what was. What it does show is whether something is there already: an attribute
 * that ignores changes keeps the text it was made with, and the text of one that this plan makes holds the plan's own
 * time. So what is remembered is a set of names. Deployed generation 7 with one kept leaves `at 7`,
 * `keep 1 reaches 7` and `keep 1 reaches 8`; generation 8 finds the last of them, 6 and 9 find none.
 */
export class GenerationMemory extends Construct {
  readonly #reachable: TerraformResource;

  public constructor(scope: Construct, id: string, { generation, keep, newest }: GenerationMemoryProps) {
    super(scope, id);
    // With the generation, so that a deployment in the same second as the one before it is told from that.
    const mark = `\${plantimestamp()} at ${generation}`;
    const here = `at ${generation}`;
    const reaches = (other: number) => `keep ${keep} reaches ${other}`;
    const names = [here, ...Array.from({ length: keep + 1 }, (_, steps) => reaches(generation + steps))];

    const reachable = new TerraformResource(this, "Reachable", {
      terraformResourceType: "terraform_data",
      dependsOn: [newest],
      lifecycle: { ignoreChanges: ["input"] },
    });
    this.#reachable = reachable;
    reachable.addOverride("for_each", `\${toset(${JSON.stringify(names)})}`);
    reachable.addOverride("input", mark);

    // Made last, so that a first deployment that was cut short is still a first one when it is run again.
    const isNew = (input: string) => `${input} == "${mark}"`;
    const found = (name: string) =>
      `!(${isNew(`terraform_data.${reachable.friendlyUniqueId}[${JSON.stringify(name)}].input`)})`;
    const order = new TerraformResource(this, "Order", {
      terraformResourceType: "terraform_data",
      lifecycle: {
        ignoreChanges: ["input"],
        postcondition: [
          {
            condition: `\${${isNew("self.input")} || ${found(here)} || ${found(reaches(generation))}}`,
            errorMessage: refusal(scope, reachable, generation, keep),
          },
        ],
      },
    });
    order.addOverride("input", mark);
  }

  /**
   * Has the generation remembered only after its token has arrived there: until then clients hold the one before it, which
   * the step that could follow would destroy. What is in another stack is deployed by itself, and can't be waited for.
   */
  public after(delivered: ITerraformDependable): void {
    if (Construct.isConstruct(delivered) && TerraformStack.of(delivered) !== TerraformStack.of(this)) return;
    this.#reachable.dependsOn = [...(this.#reachable.dependsOn ?? []), dependable(delivered)];
  }
}

function refusal(scope: Construct, reachable: TerraformResource, generation: number, keep: number): string {
  return (
    `AccessKeyGenerations "${scope.node.path}": generation ${generation} with keep ${keep} can't follow what is deployed: ` +
    "it would destroy the key that clients hold now. " +
    `Go forward, by ${keep} at most in one deployment, and deploy a change of keep by itself. ` +
    `The deployed generation is the number in terraform_data.${reachable.friendlyUniqueId}["at ..."] of \`terraform state list\`; ` +
    'where there is none, a step did not get to its end: deploy the lowest number after "reaches" there.'
  );
}
