import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";

export interface ProviderResourceOptions {
  /** As the provider names it: `kubernetes_secret_v1`. */
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/**
 * A resource of another provider, without that provider's library: which one a team has generated, and in what version,
 * is its own affair. The stack must set the provider up; CDKTF says so where it does not.
 */
export function providerResource(
  scope: Construct,
  id: string,
  { type, attributes }: ProviderResourceOptions,
): void {
  const providerName = type.slice(0, type.indexOf("_"));
  const resource = new TerraformResource(scope, id, {
    terraformResourceType: type,
    terraformGeneratorMetadata: { providerName },
  });
  for (const [name, value] of Object.entries(attributes)) resource.addOverride(name, value);
}
