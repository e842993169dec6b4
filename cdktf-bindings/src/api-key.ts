import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { GatewayOptions } from "./ai-gateway.ts";
import { requireLength, requireText } from "./checks.ts";
import { ApiKey as ApiKeyResource } from "./generated/api-key/index.ts";
import { validateOutputs } from "./sensitive-outputs.ts";
import type { GrantOptions, ISecretSink } from "./sinks/secret-sink.ts";

/** The credential of the management API. */
export interface IApiKey {
  readonly apiKeyId: string;
}

export interface ApiKeyProps extends GatewayOptions {
  /**
   * A name for people; old and new key may share it.
   * @default - the construct's path
   */
  readonly name?: string;

  /**
   * What it is for, for people.
   * @default - none
   */
  readonly description?: string;

  /**
   * Anything that programs want to keep with it.
   * @default - none
   */
  readonly metadata?: string;
}

/** The credential of the management API, for another program that manages the gateway. */
export class ApiKey extends Construct implements IApiKey {
  /** An API key that is managed elsewhere, by its id (`aigak_…`). Its token is nowhere to be had. */
  public static fromApiKeyId(apiKeyId: string): IApiKey {
    requireText("ApiKey.fromApiKeyId", "apiKeyId", apiKeyId);
    return { apiKeyId };
  }

  public readonly apiKeyId: string;
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: ApiKeyResource;

  public constructor(scope: Construct, id: string, props: ApiKeyProps = {}) {
    super(scope, id);
    const construct = `ApiKey "${this.node.path}"`;
    requireLength(construct, "name", props.name ?? this.node.path, 255);
    requireLength(construct, "description", props.description, 255);
    requireLength(construct, "metadata", props.metadata, 4096);
    this.resource = new ApiKeyResource(this, "Resource", {
      provider: props.gateway,
      name: props.name ?? this.node.path,
      description: props.description,
      metadata: props.metadata,
      lifecycle: { createBeforeDestroy: true },
    });
    this.apiKeyId = this.resource.id;
    validateOutputs(this);
  }

  /** The credential itself. It is a secret: an output of it must be `sensitive`, or the synthesis fails. */
  public get token(): string {
    return this.resource.token;
  }

  /** Puts the token, and its successor when the key is replaced, where another program finds it. */
  public grantTo(sink: ISecretSink, options: GrantOptions = {}): ITerraformDependable {
    return sink.deliver(this.token, { keyId: this.apiKeyId, ...options });
  }
}
