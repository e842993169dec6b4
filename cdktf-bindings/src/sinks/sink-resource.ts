import { Aspects, TerraformProvider, TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";

export interface SinkProviderProps {
  /**
   * The provider that reaches the place.
   * @default - the stack's provider of that kind; without one, its environment variables say where and who
   */
  readonly provider?: TerraformProvider;
}

/** A Terraform provider that a sink needs. */
export interface RequiredProvider {
  readonly name: string;
  readonly source: string;
  readonly version: string;
}

export interface SinkResourceProps extends SinkProviderProps {
  readonly type: string;
  readonly requires: RequiredProvider;
  /** As Terraform names them; what is undefined is left out. */
  readonly attributes: Readonly<Record<string, unknown>>;
  /**
   * Nested blocks, a single one each.
   * @default - none
   */
  readonly blocks?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/**
 * A resource of another provider, by its Terraform names. So a sink needs no package of prebuilt constructs, and gets
 * along with any version of one that a team has.
 */
export class SinkResource extends TerraformResource {
  readonly #attributes: Readonly<Record<string, unknown>>;
  readonly #blocks: Readonly<Record<string, Readonly<Record<string, unknown>>>>;

  public constructor(scope: Construct, id: string, props: SinkResourceProps) {
    super(scope, id, { terraformResourceType: props.type, provider: props.provider });
    this.#attributes = props.attributes;
    this.#blocks = props.blocks ?? {};
    // Only once the program is complete is it known whether the stack has a provider of its own, with its own version.
    Aspects.of(this).add({ visit: () => requireProvider(TerraformStack.of(this), props.requires) });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { ...this.#attributes, ...this.#blocks };
  }

  protected override synthesizeHclAttributes(): { [name: string]: unknown } {
    const blocks = Object.entries(this.#blocks).map(([name, block]) => [
      name,
      { value: hclOf(block), isBlock: true, type: "list", storageClassType: "struct" },
    ]);
    return { ...hclOf(this.#attributes), ...Object.fromEntries(blocks) };
  }
}

function hclOf(attributes: Readonly<Record<string, unknown>>): { [name: string]: unknown } {
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const entries = given.map(([name, value]) => {
    const type =
      typeof value === "object"
        ? { type: "map", storageClassType: "stringMap" }
        : { type: "simple", storageClassType: typeof value };
    return [name, { value, isBlock: false, ...type }];
  });
  return Object.fromEntries(entries);
}

function requireProvider(stack: TerraformStack, { name, source, version }: RequiredProvider): void {
  const isThere = stack.node
    .findAll()
    .some((each) => TerraformProvider.isTerraformProvider(each) && each.terraformResourceType === name);
  if (!isThere) stack.addOverride(`terraform.required_providers.${name}`, { source, version });
}
