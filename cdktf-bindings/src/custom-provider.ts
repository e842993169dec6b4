import { Token } from "cdktf";
import { Construct } from "constructs";
import type { GatewayOptions } from "./ai-gateway.ts";
import { requireLength, requireText } from "./checks.ts";
import { ProviderResource } from "./generated/provider-resource/index.ts";
import type { IModelProvider } from "./model-provider.ts";

/** Which of a format's surfaces a provider has. */
export interface ApiSurface {
  /** `openai` or `anthropic`. */
  readonly format: "openai" | "anthropic";

  /**
   * One surface of the format.
   * @default - all of them
   */
  readonly surface?: "chat-completions" | "completions" | "responses" | "embeddings" | "messages";

  /**
   * The parameters that it takes; the gateway removes others from requests.
   * @default - every parameter is passed on
   */
  readonly supportedParams?: string[];
}

export interface CustomProviderProps extends GatewayOptions {
  /** What stands before the `:` of a model name; unique in the account. A change replaces the provider. */
  readonly providerId: string;

  /** Where its API is: `https://`, or what the gateway's operator allows. */
  readonly baseUrl: string;

  /**
   * A name for people.
   * @default - the provider id
   */
  readonly name?: string;

  /**
   * The ids of its models, so that they can be called without a prefix.
   * @default - none: they are called as `providerId:model`
   */
  readonly models?: string[];

  /**
   * What it speaks.
   * @default - not stated: every surface is tried
   */
  readonly supportedApiSurfaces?: ApiSurface[];

  /**
   * Anything that programs want to keep with it.
   * @default - none
   */
  readonly metadata?: string;

  /**
   * Whether a replacement is created before the old provider is destroyed, so that its keys can move. A replacement
   * under the same `providerId` (of a tainted provider, or with `-replace`) needs `false`: the id is taken until then.
   * @default true
   */
  readonly createBeforeDestroy?: boolean;
}

/** A model provider that the gateway does not know by itself. */
export class CustomProvider extends Construct implements IModelProvider {
  /** A custom provider that is managed elsewhere. */
  public static fromProviderId(providerId: string): IModelProvider {
    requireText("CustomProvider.fromProviderId", "providerId", providerId);
    return { providerId };
  }

  public readonly providerId: string;
  /** The Terraform resource, for what this construct does not cover. */
  public readonly resource: ProviderResource;

  public constructor(scope: Construct, id: string, props: CustomProviderProps) {
    super(scope, id);
    const construct = `CustomProvider "${this.node.path}"`;
    requireProviderId(construct, props.providerId);
    requireText(construct, "baseUrl", props.baseUrl);
    requireText(construct, "name", props.name);
    requireLength(construct, "name", props.name, 255);
    requireLength(construct, "metadata", props.metadata, 4096);
    this.resource = new ProviderResource(this, "Resource", {
      provider: props.gateway,
      providerId: props.providerId,
      name: props.name ?? props.providerId,
      baseUrl: props.baseUrl,
      models: props.models?.map((modelId) => ({ modelId })),
      supportedApiSurfaces: props.supportedApiSurfaces,
      metadata: props.metadata,
      lifecycle: { createBeforeDestroy: props.createBeforeDestroy ?? true },
    });
    this.providerId = this.resource.providerId;
  }
}

function requireProviderId(construct: string, providerId: string): void {
  requireText(construct, "providerId", providerId);
  requireLength(construct, "providerId", providerId, 255);
  if (!Token.isUnresolved(providerId) && /[:\s]/.test(providerId)) {
    throw new Error(
      `${construct}: providerId "${providerId}" holds ':' or white space; leave them out, since it stands before the ':' of a model name.`,
    );
  }
}
