import { TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";
import type { AiGateway, GatewayOptions } from "./ai-gateway.ts";
import { requireCount, requireLength } from "./checks.ts";
import { requireDuration } from "./duration.ts";
import { GatewayConfig as GatewayConfigResource } from "./generated/gateway-config/index.ts";

export interface GatewayConfigProps extends GatewayOptions {
  /**
   * How long all attempts of a request may take until its first byte, in Go's syntax (`90s`).
   * @default "120s"
   */
  readonly totalTimeout?: string;

  /**
   * How long one attempt may take until its headers, and a stream between two pieces, in Go's syntax (`30s`).
   * @default "60s"
   */
  readonly perRequestTimeout?: string;

  /**
   * Requests that are estimated larger are refused; in tokens.
   * @default - no cap
   */
  readonly maxInputTokens?: number;

  /**
   * What a completion may have at most; in tokens.
   * @default - no cap
   */
  readonly maxOutputTokens?: number;

  /**
   * Anything that programs want to keep with it.
   * @default - none
   */
  readonly metadata?: string;
}

/**
 * The time-outs and caps of the account's gateway. An account has one such configuration: declare it once, in one
 * stack. Removed from the program, the defaults are back.
 */
export class GatewayConfig extends Construct {
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: GatewayConfigResource;

  public constructor(scope: Construct, id: string, props: GatewayConfigProps = {}) {
    super(scope, id);
    const construct = `GatewayConfig "${this.node.path}"`;
    this.#requireOnly(construct, props.gateway);
    const least = { value: "1ms", remedy: "Give at least that." };
    requireDuration(construct, "totalTimeout", props.totalTimeout, least);
    requireDuration(construct, "perRequestTimeout", props.perRequestTimeout, least);
    requireCap(construct, "maxInputTokens", props.maxInputTokens);
    requireCap(construct, "maxOutputTokens", props.maxOutputTokens);
    requireLength(construct, "metadata", props.metadata, 4096);
    this.resource = new GatewayConfigResource(this, "Resource", {
      provider: props.gateway,
      totalTimeout: props.totalTimeout,
      perRequestTimeout: props.perRequestTimeout,
      maxInputTokens: props.maxInputTokens,
      maxOutputTokens: props.maxOutputTokens,
      metadata: props.metadata,
    });
  }

  /** Two of them would overwrite each other with every deployment. */
  #requireOnly(construct: string, gateway: AiGateway | undefined): void {
    const other = TerraformStack.of(this)
      .node.findAll()
      .filter((each): each is GatewayConfig => each instanceof GatewayConfig && each !== this)
      // One that was refused itself is in the tree, too, without a resource.
      .find(({ resource }) => resource !== undefined && resource.provider?.alias === gateway?.alias);
    if (!other) return;
    throw new Error(
      `${construct}: the stack has "${other.node.path}" already, and an account has one gateway configuration; set everything there.`,
    );
  }
}

function requireCap(construct: string, property: string, value: number | undefined): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  requireCount(construct, property, value, "leave it out for no cap");
}
