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

/** The gateway's resources of a stack. Validations run, as in `cdktf synth`. */
export function resourcesOf(stack: Synthesised): SynthesisedResource[] {
  const json = typeof stack === "string" ? stack : Testing.synth(stack, true);
  const byType: Record<string, Record<string, Attributes>> = JSON.parse(json).resource ?? {};
  return Object.entries(byType)
    .filter(([type]) => type.startsWith("aigateway_"))
    .flatMap(([type, resources]) =>
      Object.entries(resources).map(([name, attributes]) => ({
        address: `${type}.${name}`,
        type,
        attributes,
      })),
    );
}
