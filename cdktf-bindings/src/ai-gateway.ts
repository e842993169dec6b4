import type { Construct } from "constructs";
import { requireNoLiteral } from "./checks.ts";
import { AigatewayProvider } from "./generated/provider/index.ts";

export interface AiGatewayProps {
  /**
   * Where the management API is.
   * @default - the environment variable AIGATEWAY_BASE_URL, when Terraform runs
   */
  readonly baseUrl?: string;

  /**
   * The credential of the management API, as a sensitive variable.
   * @default - the environment variable AIGATEWAY_API_KEY, when Terraform runs
   */
  readonly apiKey?: string;

  /**
   * A name to tell several gateways, or accounts, in one stack apart; constructs take one of them as `gateway`.
   * @default - none: it is the stack's default gateway
   */
  readonly alias?: string;
}

/** Which of a stack's gateways a construct belongs to. */
export interface GatewayOptions {
  /**
   * The gateway, or the account, that it is deployed to.
   * @default - the stack's `AiGateway` without an alias
   */
  readonly gateway?: AiGateway;
}

/** Connects a stack with its gateway. One line is enough: `new AiGateway(this, "AiGateway")`. */
export class AiGateway extends AigatewayProvider {
  public constructor(scope: Construct, id: string, props: AiGatewayProps = {}) {
    requireNoLiteral(`AiGateway "${id}"`, "apiKey", props.apiKey);
    super(scope, id, props);
  }
}
