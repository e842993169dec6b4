import { join } from "node:path";
import {
  AccessKey,
  AccessKeyConfiguration,
  AccessKeyGenerations,
  AiGateway,
  CustomProvider,
  FileSink,
  ProviderKey,
  Rotation,
} from "@aigateway/cdktf";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";

/** The ways in which keys are rotated, each with a key of its own: the name is its lineage and its file. */
export const WAYS = ["by-age", "on-change", "by-generation"] as const;
export type Way = (typeof WAYS)[number];

/** How old a key of `by-age` gets, and for how long replaced keys live on. */
export const AGE_MS = 48 * 3_600_000;
export const OVERLAP_MS = 3_600_000;

/** What a team changes in its program from one deployment to the next. */
export interface Revision {
  release: number;
  generation: number;
}

export interface ProgramOptions extends Revision {
  upstreamUrl: string;
  /** Where the sinks put the tokens. */
  folder: string;
}

export function tokenFile(folder: string, way: Way): string {
  return join(folder, way);
}

/** What CDKTF makes of the team's program: Terraform's JSON. */
export function synthesise({ upstreamUrl, folder, release, generation }: ProgramOptions): string {
  const stack = new TerraformStack(Testing.app(), "keys");
  new AiGateway(stack, "AiGateway");
  const secret = new TerraformVariable(stack, "upstream_key", { type: "string", sensitive: true });
  secret.overrideLogicalId("upstream_key");
  const provider = new CustomProvider(stack, "Sim", {
    providerId: "sim",
    baseUrl: upstreamUrl,
    models: ["m1"],
  });
  const configuration = new AccessKeyConfiguration(stack, "Production").allowProviders(provider);
  configuration
    .route(provider)
    .withKeys(new ProviderKey(stack, "SimKey", { provider, value: secret.stringValue }));

  const overlap = "1h";
  const keys: Record<Way, AccessKey | AccessKeyGenerations> = {
    "by-age": new AccessKey(stack, "Aged", {
      configuration,
      lineage: "by-age",
      rotation: Rotation.every("48h", { overlap }),
    }),
    "on-change": new AccessKey(stack, "Released", {
      configuration,
      lineage: "on-change",
      rotation: Rotation.onChange({ release: String(release) }, { overlap }),
    }),
    "by-generation": new AccessKeyGenerations(stack, "Stepped", {
      configuration,
      lineage: "by-generation",
      generation,
    }),
  };
  for (const way of WAYS) {
    keys[way].grantTo(new FileSink(stack, `File-${way}`, { path: tokenFile(folder, way) }));
  }
  return Testing.synth(stack, true);
}
