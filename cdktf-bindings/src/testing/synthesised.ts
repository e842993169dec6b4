import { type TerraformStack, Testing } from "cdktf";

/** A stack, or what `Testing.synth` made of one. */
export type Synthesised = TerraformStack | string;

export type Attributes = Readonly<Record<string, unknown>>;

/** A resource of this provider, by the name that it has in the synthesised configuration. */
export interface SynthesisedResource {
  readonly address: string;
  readonly type: string;
  readonly attributes: Attributes;
}

/** An address that a resource had before, as `moveFromId` and the like tell Terraform. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** Terraform's JSON, as far as it matters here. */
export interface SynthesisedStack {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly moved?: readonly Move[];
}

/** What a stack is synthesised to. Validations run, as in `cdktf synth`. */
export function synthesisedOf(stack: Synthesised): SynthesisedStack {
  return JSON.parse(typeof stack === "string" ? stack : Testing.synth(stack, true));
}

/** The gateway's resources of a stack. */
export function resourcesOf({ resource = {} }: SynthesisedStack): SynthesisedResource[] {
  return Object.entries(resource)
    .filter(([type]) => type.startsWith("aigateway_"))
    .flatMap(([type, resources]) =>
      Object.entries(resources).map(([name, attributes]) => ({
        address: `${type}.${name}`,
        type,
        attributes,
      })),
    );
}
