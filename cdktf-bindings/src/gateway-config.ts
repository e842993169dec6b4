import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { requireLength } from "./checks.ts";
import { requireDuration } from "./durations.ts";
import { GatewayConfig as GatewayConfigResource } from "./generated/gateway-config/index.ts";

export interface GatewayConfigProps {
  /**
   * How long all attempts of a request may take until its first byte, in Go's syntax.
   * @default 120s
   */
  readonly totalTimeout?: string;

  /**
   * How long one attempt may take until its headers, and a stream between two pieces, in Go's syntax.
   * @default 60s
   */
  readonly perRequestTimeout?: string;

  /**
   * Requests that are estimated larger are refused.
   * @default - no cap
   */
  readonly maxInputTokens?: number;

  /**
   * What a completion may have at most.
   * @default - no cap
   */
  readonly maxOutputTokens?: number;

  /**
   * Anything that programs want to keep with it.
   * @default - none
   */
  readonly metadata?: string;
}

/** The account's limits. There is one set for an account; taking it out of the program restores the defaults. */
export class GatewayConfig extends Construct {
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: GatewayConfigResource;

  public constructor(scope: Construct, id: string, props: GatewayConfigProps = {}) {
    super(scope, id);
    const construct = `GatewayConfig "${this.node.path}"`;
    requireOnlyOne(this, construct);
    requireDuration(construct, "totalTimeout", props.totalTimeout);
    requireDuration(construct, "perRequestTimeout", props.perRequestTimeout);
    requireLength(construct, "metadata", props.metadata, 4096);
    this.resource = new GatewayConfigResource(this, "Resource", { ...props });
  }
}

/** Two would take turns in overwriting each other. */
function requireOnlyOne(own: GatewayConfig, construct: string): void {
  const other = TerraformStack.of(own)
    .node.findAll()
    .find((each) => each instanceof GatewayConfig && each !== own);
  if (!other) return;
  throw new Error(
    `${construct}: the account has one gateway configuration, and "${other.node.path}" is it already; set everything there.`,
  );
}
